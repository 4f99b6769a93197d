package org.portreeve.policy;

import org.jspecify.annotations.Nullable;

/**
 * One question to a policy.
 *
 * @param session who asks
 * @param operation what would be done
 * @param verb the canonical verb that would do it ({@link Verb#canonical}); CONNECT for a connection
 * @param path the absolute virtual path after CWD and {@code ..} are resolved; null where there is none
 */
public record Request(
        Session session,
        Operation operation,
        String verb,
        @Nullable String path) {}
