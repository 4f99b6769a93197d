package org.portreeve.policy.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.AccountNeed;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.reply.SymbolicReply;

/** What a {@code require} wants. */
final class Needs {
    private static final String ANY_DATA_VERB = "RETR";

    private final Require require;
    private final @Nullable Set<TlsVersion> versions;
    private final @Nullable List<SegmentGlob> ciphers;
    private final @Nullable AccountNeed account;
    private final Optional<Map<String, Set<String>>> accounts;

    private final long bit;

    /** {@code bit} has one bit set, or none: its place in a mask of what a session has. */
    Needs(Require require, Optional<Map<String, Set<String>>> accounts, long bit) {
        this.require = require;
        this.bit = bit;
        this.versions = require.versions().orElse(null);
        this.ciphers = require.ciphers()
                .map(globs -> globs.stream().map(SegmentGlob::ofText).toList())
                .orElse(null);
        this.account = require.account().orElse(null);
        this.accounts = accounts;
    }

    /** Its bit if nothing is missing in this session, whatever is asked for; else 0. */
    long bitIfMet(Session session) {
        return missing(session, Operation.READ, ANY_DATA_VERB) == null ? bit : 0;
    }

    boolean isIn(long met) {
        return (met & bit) != 0;
    }

    /** The reply for what is missing, the best of rank first; null if nothing is. */
    @Nullable
    SymbolicReply missing(Session session, @Nullable Operation operation, String verb) {
        boolean secure = session.control() == Channel.PROTECTED;
        if (!secure && (require.control() || versions != null || ciphers != null)) {
            return SymbolicReply.TLS_REQUIRED;
        }
        Handshake handshake = secure ? session.handshake() : null;
        if (secure && isWeak(handshake)) {
            return SymbolicReply.TLS_TOO_WEAK;
        }
        if (require.certificate() && (handshake == null || handshake.certificate() == null)) {
            return SymbolicReply.CERTIFICATE_REQUIRED;
        }
        if (require.data() && session.data() != Channel.PROTECTED && Verb.usesDataConnection(verb)) {
            return SymbolicReply.DATA_PROTECTION_REQUIRED;
        }
        boolean asked = account != null && (operation != Operation.LOGIN || require.atLogin());
        return asked && !isGiven(session.user(), session.account()) ? SymbolicReply.ACCOUNT_REQUIRED : null;
    }

    private boolean isWeak(@Nullable Handshake handshake) {
        if (versions != null
                && (handshake == null || handshake.version() == null || !versions.contains(handshake.version()))) {
            return true;
        }
        return ciphers != null && (handshake == null || handshake.cipher() == null || !fits(handshake.cipher()));
    }

    private boolean fits(String cipher) {
        for (int index = 0; ciphers != null && index < ciphers.size(); index++) {
            if (ciphers.get(index).matches(cipher)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGiven(@Nullable String user, @Nullable String code) {
        if (account == null
                || code == null
                || !(account.takesAny() || account.codes().contains(code))) {
            return false;
        }
        if (accounts.isEmpty()) {
            return !code.isEmpty();
        }
        Set<String> owners = accounts.get().get(code);
        return user != null && owners != null && owners.contains(user);
    }
}
