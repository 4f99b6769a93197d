package org.portreeve.ftp.file;

import org.portreeve.policy.Limit;
import org.portreeve.reply.ByteSize;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.ReplyFacts;

/** What a client may be told of a limit that it has reached. */
final class LimitFacts {

    /** In place of what a limit has counted, if it counts nothing up. */
    static final long NOTHING_COUNTED = -1;

    private LimitFacts() {}

    /**
     * @param used what it had counted before, or {@link #NOTHING_COUNTED}
     * @param most what it permits
     */
    static ReplyFacts of(Limit limit, long used, long most) {
        ReplyFacts facts = ReplyFacts.NONE.with(Placeholder.LIMIT, limit.id()).with(Placeholder.MAX, max(limit, most));
        return used == NOTHING_COUNTED ? facts : facts.with(Placeholder.USED, used(limit, used));
    }

    /** What a client may be told that asks. */
    static ReplyFacts usage(Limit limit, long used, long most, long free, String reset) {
        return of(limit, used, most).with(Placeholder.FREE, max(limit, free)).with(Placeholder.RESET, reset);
    }

    private static String max(Limit limit, long most) {
        return isOfFiles(limit) ? most + (most == 1 ? " file" : " files") : ByteSize.of(most);
    }

    private static String used(Limit limit, long used) {
        return isOfFiles(limit) ? String.valueOf(used) : ByteSize.of(used);
    }

    private static boolean isOfFiles(Limit limit) {
        return switch (limit.count()) {
            case FILES_STORED, FILES_WRITTEN, FILES_READ -> true;
            default -> false;
        };
    }
}
