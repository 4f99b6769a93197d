package org.portreeve.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A policy with the facts of one session folded in ({@link Policy#stage}). Immutable, for any number of threads. */
public interface StagedPolicy {

    /** Decides one request of this session; the parameters are those of {@link Request}. Never throws, never null. */
    Decision decide(Operation operation, String verb, @Nullable String path, long size, Instant at);

    /**
     * Decides a housekeeping verb ({@link Verb#isHousekeeping}): allowed, unless a {@code refuse} or {@code require}
     * names the verb in {@code command:}. Before USER, a rule for certain users does not apply.
     */
    Decision decideCommand(String verb, Instant at);
}
