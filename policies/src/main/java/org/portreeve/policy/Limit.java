package org.portreeve.policy;

import org.portreeve.reply.SymbolicReply;

/** A bound on what a user may keep on the server. Implementations are immutable. */
public interface Limit {

    /** What a limit counts. */
    enum Count {
        /** Bytes of the user's files together. */
        BYTES_STORED,
        /** The user's files. */
        FILES_STORED,
        /** Bytes of a single file. */
        FILE_SIZE
    }

    /** The id that stands in the policy file and in the audit log. */
    String id();

    Count count();

    /** The largest permitted value: bytes or files. */
    long max();

    /** What the client hears when the limit is reached. */
    SymbolicReply reply();

    /** Whether the limit counts this user's file at this absolute virtual path. */
    boolean covers(String user, String path);

    /** Whether the limit counts anything of this user at all. */
    boolean concerns(String user);

    /** The deepest directory that holds everything the limit counts for this user, {@code /} at the widest. */
    String root(String user);
}
