package org.portreeve.policy;

import java.util.Locale;

/** What a command does, whatever verb it does it with. */
public enum Operation {
    CONNECT,
    LOGIN,
    LIST,
    LOOK,
    READ,
    WRITE_CREATE,
    WRITE_OVERWRITE,
    WRITE_APPEND,
    DELETE,
    RENAME_FROM,
    RENAME_TO,
    MKDIR,
    RMDIR,
    ATTRIBUTES,
    SITE;

    /** The name in a policy, for example {@code write.create}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
