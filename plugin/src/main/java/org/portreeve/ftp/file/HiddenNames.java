package org.portreeve.ftp.file;

import java.util.UUID;

/** The names under which unfinished uploads lie beside their targets; no client sees or reaches them. */
final class HiddenNames {

    private static final String PREFIX = ".portreeve-";
    private static final String SUFFIX = ".part";

    private HiddenNames() {}

    /** @param server the id of the server that will write it */
    static String fresh(String server) {
        return PREFIX + server + "-" + UUID.randomUUID() + SUFFIX;
    }

    /** Whether a name was made for that server. */
    static boolean isOf(String name, String server) {
        return name.startsWith(PREFIX + server + "-") && name.endsWith(SUFFIX);
    }

    /** Whether the last part of a path is such a name, also where a file system does not tell case. */
    static boolean matches(String path) {
        int start = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
        int end = path.length() - SUFFIX.length();
        return path.regionMatches(true, start, PREFIX, 0, PREFIX.length())
                && path.regionMatches(true, end, SUFFIX, 0, SUFFIX.length());
    }
}
