package org.portreeve.ftp.file;

import java.util.UUID;

/** The names under which unfinished uploads lie beside their targets; no client sees or reaches them. */
final class HiddenNames {

    private static final String PREFIX = ".portreeve-";
    private static final String SUFFIX = ".part";

    private HiddenNames() {}

    static String fresh() {
        return PREFIX + UUID.randomUUID() + SUFFIX;
    }

    /** Whether the last part of a path is such a name. */
    static boolean matches(String path) {
        int start = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
        return path.startsWith(PREFIX, start) && path.endsWith(SUFFIX);
    }
}
