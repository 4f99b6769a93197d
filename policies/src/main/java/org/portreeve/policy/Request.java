package org.portreeve.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question to a policy.
 *
 * @param session who asks
 * @param operation what would be done
 * @param verb the canonical verb that would do it ({@link Verb#canonical}); CONNECT for a connection
 * @param path the absolute virtual path after CWD and {@code ..} are resolved; null where there is none
 * @param size bytes that would move: announced by ALLO or known; {@link #UNKNOWN_SIZE} if neither
 * @param at the moment of the question
 */
public record Request(
        Session session,
        Operation operation,
        String verb,
        @Nullable String path,
        long size,
        Instant at) {

    /** Nobody said how many bytes it would be. */
    public static final long UNKNOWN_SIZE = -1;
}
