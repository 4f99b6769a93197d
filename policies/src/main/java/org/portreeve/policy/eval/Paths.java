package org.portreeve.policy.eval;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The form in which paths are compared: absolute, one slash between two names, none at the end. */
final class Paths {
    private static final Pattern SLASHES = Pattern.compile("/+");

    private Paths() {}

    /** Whether the path is absolute and has no {@code .} and {@code ..} left. */
    static boolean isResolved(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        return !path.contains("/.")
                || !(path.contains("/../") || path.contains("/./") || path.endsWith("/..") || path.endsWith("/."));
    }

    /** A resolved path in the form that is compared. */
    static String clean(String path) {
        boolean clean = !path.contains("//") && (path.length() == 1 || path.charAt(path.length() - 1) != '/');
        return clean ? path : squeeze(path);
    }

    private static String squeeze(String path) {
        StringJoiner names = new StringJoiner("/", "/", "");
        SLASHES.splitAsStream(path).filter(each -> !each.isEmpty()).forEach(names::add);
        return names.toString();
    }
}
