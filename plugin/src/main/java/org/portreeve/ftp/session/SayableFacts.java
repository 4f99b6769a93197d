package org.portreeve.ftp.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.ReplyFacts;

/**
 * What a reply may say of a session. Before somebody is logged in that is only what the client said itself and where it
 * comes from: anything else could tell known users from unknown ones.
 */
final class SayableFacts {

    private SayableFacts() {}

    /** Before login, and of a reply that refuses nothing. */
    static ReplyFacts of(SessionState session) {
        ReplyFacts facts =
                ReplyFacts.NONE.with(Placeholder.ADDRESS, session.address().getHostAddress());
        String user = session.claimedUser();
        return user == null ? facts : facts.with(Placeholder.USER, user);
    }

    /**
     * Of a refusal.
     *
     * @param path what the command was judged by; null if it names no file
     */
    static ReplyFacts of(SessionState session, Refusal refusal, @Nullable String path, Policy policy, Instant now) {
        ReplyFacts facts = of(session);
        if (!session.isLoggedIn() || session.isAccountOwed()) {
            return facts;
        }
        facts = facts.and(refusal.facts());
        String user = session.facts().user();
        facts = user == null ? facts : facts.with(Placeholder.USER, user);
        if (path != null) {
            facts = facts.with(Placeholder.PATH, path);
        }
        Optional<String> rule = refusal.rule();
        if (rule.isPresent()) {
            facts = facts.with(Placeholder.RULE, rule.get());
            Optional<String> reset = reset(policy, rule.get(), now);
            facts = reset.isPresent() ? facts.with(Placeholder.RESET, reset.get()) : facts;
        }
        return policy.showsRule() ? facts.showingRule() : facts;
    }

    private static Optional<String> reset(Policy policy, String limit, Instant now) {
        ZoneId zone = policy.zone();
        return policy.limits().stream()
                .filter(each -> each.id().equals(limit))
                .findFirst()
                .flatMap(Limit::every)
                .flatMap(every -> every.endsAfter(now.atZone(zone)))
                .map(end -> end.toOffsetDateTime().toString());
    }
}
