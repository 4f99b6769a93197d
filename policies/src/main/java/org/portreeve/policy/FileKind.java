package org.portreeve.policy;

import java.util.Locale;

/** The kinds of files that admins write. */
public enum FileKind {
    /** A policy, the file that the server is given. */
    POLICY,
    /** A file that a policy includes. */
    INCLUDED,
    /** Codes and words of replies. */
    REPLIES;

    /** For example {@code policy}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
