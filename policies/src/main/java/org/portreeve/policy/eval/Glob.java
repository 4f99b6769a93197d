package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/** One path pattern, ready to match. Time is bounded by the product of the lengths: no backtracking runs away. */
final class Glob {
    private final List<Segment> segments;
    private final boolean needsUser;

    Glob(PathPattern pattern) {
        this.segments = pattern.segments().stream().map(Segment::of).toList();
        this.needsUser = pattern.segments().stream().anyMatch(each -> each.contains(PathPattern.USER));
    }

    /** Whether it matches whatever the path is. */
    boolean matchesEverything() {
        return segments.size() == 1 && segments.get(0).anyDepth();
    }

    boolean needsUser() {
        return needsUser;
    }

    /** {@code user} is only looked at if {@link #needsUser}. */
    boolean matches(String[] path, @Nullable String user) {
        if (needsUser && user == null) {
            return false;
        }
        String name = user == null ? "" : user;
        int at = 0;
        int pattern = 0;
        int retryPattern = -1;
        int retryAt = -1;
        while (at < path.length) {
            if (pattern < segments.size() && segments.get(pattern).anyDepth()) {
                retryPattern = ++pattern;
                retryAt = at;
            } else if (pattern < segments.size() && segments.get(pattern).matches(path[at], name)) {
                pattern++;
                at++;
            } else if (retryPattern >= 0) {
                pattern = retryPattern;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (pattern < segments.size() && segments.get(pattern).anyDepth()) {
            pattern++;
        }
        return pattern == segments.size();
    }

    /** The segments before the first wildcard; of a pattern without any, the directory of the file it names. */
    List<String> root(String user) {
        int literal = 0;
        while (literal < segments.size() && segments.get(literal).isLiteral()) {
            literal++;
        }
        int kept = literal == segments.size() ? Math.max(0, literal - 1) : literal;
        return segments.subList(0, kept).stream()
                .map(each -> each.literal(user))
                .toList();
    }

    /** The segments of an absolute path; repeated slashes and one at the end count for nothing. */
    static String[] split(String path) {
        return java.util.Arrays.stream(path.split("/", -1))
                .filter(each -> !each.isEmpty())
                .toArray(String[]::new);
    }
}
