package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/** What follows a {@code **} and has another in its midst. Time is bounded by the product of the lengths. */
final class TangledPattern {
    private final int pattern;
    private final @Nullable SegmentGlob[] segments;

    /** {@code segments} begin with the first {@code **}. */
    TangledPattern(int pattern, List<String> segments) {
        this.pattern = pattern;
        this.segments = new @Nullable SegmentGlob[segments.size()];
        for (int index = 0; index < this.segments.length; index++) {
            String segment = segments.get(index);
            this.segments[index] = segment.equals(PathPattern.ANY_DEPTH) ? null : SegmentGlob.ofSegment(segment);
        }
    }

    int pattern() {
        return pattern;
    }

    boolean matches(String path, int from, String user) {
        int at = from;
        int next = 0;
        int retryNext = -1;
        int retryAt = -1;
        while (at < path.length()) {
            int end = PathTree.end(path, at);
            if (next < segments.length && segments[next] == null) {
                retryNext = ++next;
                retryAt = at;
            } else if (next < segments.length && segments[next].matches(path, at, end, user)) {
                next++;
                at = PathTree.start(path, end);
            } else if (retryNext >= 0) {
                next = retryNext;
                retryAt = PathTree.start(path, PathTree.end(path, retryAt));
                at = retryAt;
            } else {
                return false;
            }
        }
        while (next < segments.length && segments[next] == null) {
            next++;
        }
        return next == segments.length;
    }
}
