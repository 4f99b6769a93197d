package org.portreeve.policy.eval;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Operation;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.AccountNeed;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.reply.SymbolicReply;

/** What a {@code require} wants, and what of it is missing. */
final class ReferenceNeeds {
    private final Optional<Map<String, Set<String>>> accounts;

    ReferenceNeeds(Optional<Map<String, Set<String>>> accounts) {
        this.accounts = accounts;
    }

    /** The needs that are not met, in words, by the reply that says so; best rank first. Empty if all are. */
    SortedMap<SymbolicReply, String> missing(Require require, Asked asked) {
        SortedMap<SymbolicReply, String> missing = new TreeMap<>();
        boolean clear = asked.control() != Channel.PROTECTED;
        Handshake handshake = clear ? null : asked.session().handshake();
        SymbolicReply weak = clear ? SymbolicReply.TLS_REQUIRED : SymbolicReply.TLS_TOO_WEAK;
        if (require.control() && clear) {
            add(missing, SymbolicReply.TLS_REQUIRED, "control: tls");
        }
        require.versions()
                .filter(any -> handshake == null || handshake.version() == null || !any.contains(handshake.version()))
                .ifPresent(any -> add(missing, weak, "tls: " + numbers(any)));
        require.ciphers()
                .filter(any -> handshake == null
                        || handshake.cipher() == null
                        || any.stream().noneMatch(glob -> ReferenceGlob.fits(glob, handshake.cipher())))
                .ifPresent(any -> add(missing, weak, "cipher: [" + String.join(", ", any) + "]"));
        if (require.certificate() && (handshake == null || handshake.certificate() == null)) {
            add(missing, SymbolicReply.CERTIFICATE_REQUIRED, "certificate: valid");
        }
        boolean usesData = asked.verb() != null && Verb.usesDataConnection(asked.verb());
        if (require.data() && usesData && asked.session().data() != Channel.PROTECTED) {
            add(missing, SymbolicReply.DATA_PROTECTION_REQUIRED, "data: private");
        }
        boolean asksForAccount = asked.operation() != Operation.LOGIN || require.atLogin();
        require.account()
                .filter(need -> asksForAccount && !isGiven(need, asked))
                .ifPresent(need -> add(
                        missing,
                        SymbolicReply.ACCOUNT_REQUIRED,
                        need.takesAny() ? "account: given" : "account: one of those listed"));
        return missing;
    }

    private boolean isGiven(AccountNeed need, Asked asked) {
        String code = asked.session().account();
        return code != null
                && belongs(accounts, asked.session().user(), code)
                && (need.takesAny() || need.codes().contains(code));
    }

    /** Whether a code can be used by this user; without an {@code accounts:} section any that is not empty can. */
    static boolean belongs(
            Optional<Map<String, Set<String>>> accounts, @org.jspecify.annotations.Nullable String user, String code) {
        if (accounts.isEmpty()) {
            return !code.isEmpty();
        }
        return user != null && accounts.get().getOrDefault(code, Set.of()).contains(user);
    }

    private static void add(SortedMap<SymbolicReply, String> missing, SymbolicReply reply, String need) {
        missing.merge(reply, need, (a, b) -> a + ", " + b);
    }

    private static String numbers(Set<TlsVersion> versions) {
        return versions.stream()
                .sorted(Comparator.naturalOrder())
                .map(TlsVersion::number)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
