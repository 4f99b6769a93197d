package org.portreeve.ftp.file;

import java.io.IOException;
import org.portreeve.policy.Limit;

/** An upload met a limit. Its reply is chosen by the limit, not by this message. */
public final class QuotaExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Limit limit;
    private final long used;
    private final long most;

    /**
     * @param used what the limit had counted before, or {@link LimitFacts#NOTHING_COUNTED}
     * @param most what it permits at this moment
     */
    QuotaExceededException(Limit limit, long used, long most) {
        super("limit " + limit.id() + " reached");
        this.limit = limit;
        this.used = used;
        this.most = most;
    }

    long most() {
        return most;
    }

    long used() {
        return used;
    }

    Limit limit() {
        return limit;
    }
}
