package org.portreeve.ftp.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpReply;
import org.portreeve.ftp.file.Room;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.file.Usage;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Limit;
import org.portreeve.reply.SymbolicReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users may ask of their quotas: SITE QUOTA, AVBL and ALLO. Asked when the policy has allowed the command. */
final class QuotaJudge {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaJudge.class);

    private static final String SITE = "SITE";
    private static final String HELP = "HELP";
    private static final String QUOTA = "QUOTA";
    private static final String USAGE = "QUOTA [-m]: what your quotas permit, and how much of them is used.";

    private QuotaJudge() {}

    /** Answers what is ours; the rest of SITE is the server's. */
    static Verdict judge(SessionState session, CommandLine command) throws FtpException {
        return switch (command.verb()) {
            case SITE -> site(session, command.argumentOrNothing().strip().split("\\s+"));
            case "AVBL" -> available(session, command);
            default -> Verdict.PASS;
        };
    }

    /** Whether there is anything to ask of quotas. */
    static boolean isOfUse(SessionState session) {
        return session.counsel().policy().limits().stream().anyMatch(Limit::isEnforceable);
    }

    /** HELP SITE names what is ours too (RFC 959 §4.1.3). */
    static Verdict help(SessionState session, CommandLine command) {
        boolean about = command.argumentOrNothing().strip().equalsIgnoreCase(SITE);
        return about && isOfUse(session) && !Features.isRefused(session, SITE)
                ? new Verdict.Fact(
                        FtpReply.REPLY_214_HELP_MESSAGE,
                        ofServer(session, FtpReply.REPLY_214_HELP_MESSAGE, SITE) + "\n" + SITE + " " + USAGE + "\nEnd.")
                : Verdict.PASS;
    }

    /** The server's own words, with ours before the last line. */
    private static Verdict siteHelp(SessionState session) {
        List<String> lines = new ArrayList<>(ofServer(session, FtpReply.REPLY_200_COMMAND_OKAY, "SITE.HELP")
                .lines()
                .toList());
        lines.add(Math.max(0, lines.size() - 1), USAGE);
        return new Verdict.Fact(FtpReply.REPLY_200_COMMAND_OKAY, String.join("\n", lines));
    }

    private static String ofServer(SessionState session, int code, String name) {
        String language = session.ftp().getLanguage();
        String message = session.context().getMessageResource().getMessage(code, name, language);
        return message == null ? "" : message.strip();
    }

    private static Verdict site(SessionState session, String[] words) {
        if (words[0].equalsIgnoreCase(HELP) && isOfUse(session)) {
            return siteHelp(session);
        }
        if (!words[0].equalsIgnoreCase(QUOTA)) {
            return Verdict.PASS;
        }
        String form = words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
        if (words.length > 2 || !List.of("", "-M", "JSON").contains(form)) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "quota-form");
        }
        boolean forPrograms = !form.isEmpty();
        List<Usage> all;
        try {
            all = Usage.of(session.ftp().getFileSystemView(), true);
        } catch (IOException e) {
            return notNow(e);
        }
        if (all.isEmpty() && !forPrograms) {
            return Verdict.answer(SymbolicReply.QUOTA_NONE);
        }
        List<String> lines = new ArrayList<>();
        lines.add("SITE QUOTA");
        for (Usage usage : all) {
            lines.add(" " + (forPrograms ? usage.json() : line(session, usage)));
        }
        lines.add("End");
        return new Verdict.Answer(SymbolicReply.QUOTA_USAGE, lines);
    }

    private static String line(SessionState session, Usage usage) {
        return session.say(usage.symbol(), usage.facts());
    }

    /** What a session is told of its quotas when it has logged in. Nothing is counted for it, and nothing fails. */
    static List<String> atLogin(SessionState session) {
        try {
            return Usage.of(session.ftp().getFileSystemView(), false).stream()
                    .filter(Usage::isCounted)
                    .map(usage -> line(session, usage))
                    .toList();
        } catch (IOException e) {
            LOG.warn("the quota cannot be told at login: {}", e.getMessage());
            return List.of();
        }
    }

    /** AVBL (an expired draft on streamlined commands, §4): 213 and a number, nothing else. */
    private static Verdict available(SessionState session, CommandLine command) throws FtpException {
        FileSystemView view = session.ftp().getFileSystemView();
        FtpFile directory = Paths.of(command, view).get(0);
        if (!directory.isDirectory()) {
            return ProtocolJudge.noDirectory(directory);
        }
        try {
            OptionalLong room = Room.in(view, directory);
            return room.isEmpty()
                    ? Verdict.outOfOrder(SymbolicReply.NOT_IMPLEMENTED, "nothing-known-of-the-disk")
                    : new Verdict.Fact(FtpReply.REPLY_213_FILE_STATUS, String.valueOf(room.getAsLong()));
        } catch (IOException e) {
            return notNow(e);
        }
    }

    /** ALLO: no room for so many bytes, whatever they replace? */
    static Optional<Verdict> allo(SessionState session, long bytes) {
        return Room.refuses(session.ftp().getFileSystemView(), bytes).map(Verdict.Refuse::new);
    }

    private static Verdict notNow(IOException e) {
        return new Verdict.Refuse(StorageLimits.refusalOf(e));
    }
}
