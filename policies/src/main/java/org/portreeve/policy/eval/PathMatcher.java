package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/**
 * One path pattern. It begins with literal segments, which are compared as one text; what follows is seldom more than
 * {@code $user}, {@code **} or an ending, and those are compared as texts too. Paths must be clean ({@link Paths}), names of
 * users not empty and without a slash.
 */
final class PathMatcher {
    static final PathMatcher[] NONE = {};

    private static final int AT_THE_END = Integer.MIN_VALUE;

    private final String prefix;
    private final boolean user;
    private final @Nullable String ending;
    private final @Nullable TangledPattern rest;
    private final boolean deep;

    PathMatcher(PathPattern pattern) {
        List<String> left = pattern.segments();
        StringBuilder literal = new StringBuilder();
        while (!left.isEmpty() && !left.get(0).contains("*") && !left.get(0).contains(PathPattern.USER)) {
            literal.append('/').append(left.get(0));
            left = left.subList(1, left.size());
        }
        this.prefix = literal.toString();
        this.user = !left.isEmpty() && left.get(0).equals(PathPattern.USER);
        left = user ? left.subList(1, left.size()) : left;
        this.deep = left.equals(List.of(PathPattern.ANY_DEPTH));
        this.ending = ending(left);
        this.rest = deep || ending != null || left.isEmpty() ? null : new TangledPattern(0, left);
    }

    /** {@code .csv}, if the segments are {@code **} and {@code *.csv}. */
    private static @Nullable String ending(List<String> segments) {
        if (segments.size() != 2 || !segments.get(0).equals(PathPattern.ANY_DEPTH)) {
            return null;
        }
        String last = segments.get(1);
        boolean plain = last.startsWith("*") && last.indexOf('*', 1) < 0 && !last.contains(PathPattern.USER);
        return plain && last.length() > 1 ? last.substring(1) : null;
    }

    static PathMatcher[] all(List<PathPattern> patterns) {
        return patterns.stream().map(PathMatcher::new).toArray(PathMatcher[]::new);
    }

    /**
     * What tells most paths apart that do not fit ({@link #mightFit}): how long the literal beginning is (or, if there is
     * none, the ending) and the low halves of its last two characters. 0 says nothing.
     */
    int hint() {
        if (prefix.isEmpty()) {
            return ending == null || user ? 0 : hint(ending) | AT_THE_END;
        }
        return hint(prefix);
    }

    private static int hint(String text) {
        int length = text.length();
        return length < 2 || length > Short.MAX_VALUE
                ? 0
                : length << 16 | (text.charAt(length - 2) & 0xff) << 8 | (text.charAt(length - 1) & 0xff);
    }

    static boolean mightFit(int hint, String path) {
        int length = (hint & ~AT_THE_END) >>> 16;
        int end = hint < 0 ? path.length() : length;
        return length == 0
                || (length <= path.length()
                        && (byte) path.charAt(end - 1) == (byte) hint
                        && (byte) path.charAt(end - 2) == (byte) (hint >>> 8));
    }

    boolean matches(String path, String name) {
        int at = prefix.length();
        if (!path.startsWith(prefix)) {
            return false;
        }
        if (user) {
            if (!(isSlash(path, at) && path.startsWith(name, at + 1))) {
                return false;
            }
            at += 1 + name.length();
        }
        if (ending != null) {
            return isSlash(path, at) && path.length() - ending.length() > at && path.endsWith(ending);
        }
        boolean over = at == path.length() || (at == 0 && path.length() == 1);
        if (!over && path.charAt(at) != '/') {
            return false;
        }
        if (rest != null) {
            return rest.matches(path, over ? path.length() : at + 1, name);
        }
        return deep || over;
    }

    private static boolean isSlash(String path, int at) {
        return at < path.length() && path.charAt(at) == '/';
    }
}
