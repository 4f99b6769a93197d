package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.ReplyFit;
import org.portreeve.reply.SymbolicReply;

/**
 * One rule, ready to be asked.
 *
 * @param index in the order of ids, so that the lesser comes first in a decision
 * @param session its session class
 * @param paths null if it speaks anywhere
 * @param needs null if it is no {@code require}
 */
@SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
record CompiledRule(
        int index,
        String id,
        boolean allows,
        boolean observed,
        int session,
        Set<Operation> operations,
        @Nullable List<PathPattern> paths,
        Terms terms,
        Exemption[] unless,
        @Nullable Needs needs,
        @Nullable SymbolicReply reply) {

    /**
     * A box of {@code unless}.
     *
     * @param operations null if it does not say
     * @param housekeeping whether it lifts the rule from housekeeping commands too
     */
    @SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
    record Exemption(
            int session,
            @Nullable Set<Operation> operations,
            boolean housekeeping,
            @Nullable PathSet paths,
            Terms terms) {

        boolean holds(
                StagedRules asker,
                @Nullable Operation operation,
                String verb,
                @Nullable String path,
                long size,
                Instant at) {
            boolean concerned = operation == null ? housekeeping : operations == null || operations.contains(operation);
            return concerned
                    && asker.isIn(session)
                    && (paths == null || paths.matches(path, asker.user()))
                    && terms.hold(operation, verb, size, at);
        }
    }

    /** Whether it has its way wherever its class, operation and path match. */
    boolean isCertain() {
        return !observed && unless.length == 0 && needs == null && terms.isEmpty();
    }

    /** Whether it speaks, once its class, operation and path are known to match: nothing else is missing or pierces it. */
    boolean speaks(
            StagedRules asker,
            @Nullable Operation operation,
            String verb,
            @Nullable String path,
            long size,
            Instant at) {
        if (!terms.hold(operation, verb, size, at)) {
            return false;
        }
        for (Exemption exception : unless) {
            if (exception.holds(asker, operation, verb, path, size, at)) {
                return false;
            }
        }
        return true;
    }

    /** What a refusal by it sounds like; null if it has nothing to refuse. */
    @Nullable
    SymbolicReply refusal(Session session, @Nullable Operation operation, String verb) {
        SymbolicReply own = needs == null ? ReplyFit.plain(operation) : needs.missing(session, operation, verb);
        return own == null || reply == null ? own : reply;
    }

    /** What a {@code refuse} sounds like. */
    SymbolicReply ownReply(@Nullable Operation operation) {
        return reply == null ? ReplyFit.plain(operation) : reply;
    }
}
