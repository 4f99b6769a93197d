package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import org.portreeve.reply.SymbolicReply;

/**
 * One rule.
 *
 * @param box what it matches
 * @param unless boxes that pierce it
 * @param reply the reply that the admin chose
 */
public record Rule(String id, Effect effect, Box box, List<Box> unless, Optional<SymbolicReply> reply) {

    /** What a rule does. */
    public sealed interface Effect permits Allow, Refuse, Require {}

    /** Permits what it matches. */
    public record Allow() implements Effect {}

    /** Refuses what it matches. */
    public record Refuse() implements Effect {}

    /**
     * Refuses what it matches as long as something is missing.
     *
     * @param atLogin the account is asked for at login already
     */
    public record Require(boolean control, boolean data, Optional<AccountNeed> account, boolean atLogin)
            implements Effect {}

    public Rule {
        unless = List.copyOf(unless);
    }
}
