package org.portreeve.policy.eval;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/** Globs as one would explain them: try every way to share the text out. */
final class ReferenceGlob {
    private static final char USER_MARK = '\uffff';

    private ReferenceGlob() {}

    /** Whether the absolute path fits. A pattern with {@code $user} fits nothing of nobody. */
    static boolean fits(PathPattern pattern, String path, @Nullable String user) {
        List<String> segments = Arrays.stream(path.split("/", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        boolean needsUser = pattern.segments().stream().anyMatch(each -> each.contains(PathPattern.USER));
        return !(needsUser && user == null) && fits(pattern.segments(), segments, user == null ? "" : user);
    }

    private static boolean fits(List<String> pattern, List<String> path, String user) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals(PathPattern.ANY_DEPTH)) {
            for (int skipped = 0; skipped <= path.size(); skipped++) {
                if (fits(rest, path.subList(skipped, path.size()), user)) {
                    return true;
                }
            }
            return false;
        }
        return !path.isEmpty()
                && fits(pattern.get(0).replace(PathPattern.USER, String.valueOf(USER_MARK)), path.get(0), user)
                && fits(rest, path.subList(1, path.size()), user);
    }

    /** Whether the text fits; {@code *} stands for any characters. */
    static boolean fits(String glob, String text) {
        return fits(glob, text, "");
    }

    private static boolean fits(String glob, String text, String user) {
        if (glob.isEmpty()) {
            return text.isEmpty();
        }
        char first = glob.charAt(0);
        String rest = glob.substring(1);
        if (first == '*') {
            for (int skipped = 0; skipped <= text.length(); skipped++) {
                if (fits(rest, text.substring(skipped), user)) {
                    return true;
                }
            }
            return false;
        }
        String literal = first == USER_MARK ? user : String.valueOf(first);
        return text.startsWith(literal) && fits(rest, text.substring(literal.length()), user);
    }
}
