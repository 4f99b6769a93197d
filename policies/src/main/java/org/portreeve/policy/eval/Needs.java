package org.portreeve.policy.eval;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.AccountNeed;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.reply.SymbolicReply;

/** What a {@code require} wants, and which of it is missing. */
record Needs(Require require, Optional<Map<String, Set<String>>> accounts) {

    /** The reply for the need that is missing; of several, the one of best rank. The order here is that of the ranks. */
    Optional<SymbolicReply> missing(Facts facts) {
        if (require.control() && facts.control() != Channel.PROTECTED) {
            return Optional.of(SymbolicReply.TLS_REQUIRED);
        }
        if (require.data() && usesData(facts) && facts.session().data() != Channel.PROTECTED) {
            return Optional.of(SymbolicReply.DATA_PROTECTION_REQUIRED);
        }
        return require.account()
                .filter(need -> facts.operation() != Operation.LOGIN || require.atLogin())
                .filter(need -> !hasAccount(need, facts.session()))
                .map(need -> SymbolicReply.ACCOUNT_REQUIRED);
    }

    private static boolean usesData(Facts facts) {
        return facts.verb() != null && Verb.usesDataConnection(facts.verb());
    }

    private boolean hasAccount(AccountNeed need, Session session) {
        String code = session.account();
        return code != null
                && belongs(accounts, session.user(), code)
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
}
