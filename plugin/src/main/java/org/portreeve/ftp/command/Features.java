package org.portreeve.ftp.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ftpserver.ftplet.FtpReply;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Verb;
import org.portreeve.reply.SymbolicReply;

/** FEAT (RFC 2389 §3): what FtpServer lists, the security commands of RFC 4217 §6 and the languages, less what the policy takes away. */
final class Features {

    private static final List<String> SECURITY = List.of("AUTH TLS", "PBSZ", "PROT");

    private static final Map<String, Operation> OPERATIONS = Map.of("AVBL", Operation.LOOK, "SITE", Operation.SITE);

    private Features() {}

    static Verdict feat(SessionState session, CommandLine command) {
        List<String> lines = new ArrayList<>();
        lines.add("Extensions supported");
        for (String feature : features(session)) {
            lines.add(" " + feature);
        }
        lines.add("End");
        return new Verdict.Answer(SymbolicReply.FEATURES, lines);
    }

    private static Set<String> features(SessionState session) {
        boolean tls = session.ftp().getListener().getSslConfiguration() != null;
        Set<String> features = new LinkedHashSet<>();
        for (String line : ofServer(session)) {
            if ((!line.startsWith("AUTH ") || tls) && !line.startsWith("LANG")) {
                features.add(line);
            }
        }
        features.add(Languages.feature(session));
        if (tls) {
            features.addAll(SECURITY);
        }
        if (QuotaJudge.isOfUse(session)) {
            features.add("AVBL");
            features.add("SITE QUOTA");
        }
        features.removeIf(line -> {
            int blank = line.indexOf(' ');
            String verb = Verb.canonical(blank < 0 ? line : line.substring(0, blank));
            return !session.counsel().wouldAllow(verb)
                    || (OPERATIONS.containsKey(verb) && session.isLoggedIn() && isRefused(session, verb));
        });
        return features;
    }

    static boolean isRefused(SessionState session, String verb) {
        Operation operation = OPERATIONS.getOrDefault(verb, Operation.SITE);
        return !session.counsel().wouldAllow(operation, verb, "/", Request.UNKNOWN_SIZE);
    }

    /** The lines between the first and the last of the server's own answer, which says less in some languages. */
    private static List<String> ofServer(SessionState session) {
        String message =
                session.context().getMessageResource().getMessage(FtpReply.REPLY_211_SYSTEM_STATUS_REPLY, "FEAT", null);
        if (message == null) {
            return List.of();
        }
        return message.lines()
                .filter(line -> line.startsWith(" "))
                .map(String::strip)
                .toList();
    }
}
