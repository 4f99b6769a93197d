package org.portreeve.ftp.session;

import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Proves that one TLS session resumes another: JSSE hands what is bound to a session on to those that resume it, in TLS 1.2
 * and 1.3 alike, and to nobody else. Only a server that keeps its sessions itself can do so; what is in a ticket that the
 * client keeps cannot be traced.
 */
public final class Lineage {

    private static final String KEY = "org.portreeve.lineage";

    private Lineage() {}

    /** Marks a session, unless it carries the mark of one that it resumes. */
    public static void mark(SSLSession session) {
        synchronized (Lineage.class) {
            if (session.getValue(KEY) == null) {
                session.putValue(KEY, new Object());
            }
        }
    }

    /** Whether {@code later} resumes a session that was marked. */
    public static boolean isMarked(SSLSession later) {
        return later.getValue(KEY) != null;
    }

    /** Whether {@code later} resumes {@code marked}, or both resume the same one. */
    public static boolean isSame(@Nullable SSLSession marked, SSLSession later) {
        Object mark = marked == null ? null : marked.getValue(KEY);
        return mark != null && later.getValue(KEY) == mark;
    }
}
