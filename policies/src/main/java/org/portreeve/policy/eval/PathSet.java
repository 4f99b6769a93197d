package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/** Path patterns of which one has to fit. */
final class PathSet {
    private static final int FEW = 8;

    private final PathMatcher[] few;
    private final @Nullable PathTree many;

    PathSet(List<PathPattern> patterns) {
        boolean isMany = patterns.size() > FEW;
        this.few = isMany ? PathMatcher.NONE : PathMatcher.all(patterns);
        this.many = isMany ? PathTree.of(patterns) : null;
    }

    boolean matches(@Nullable String path, String user) {
        if (path == null) {
            return false;
        }
        for (PathMatcher each : few) {
            if (each.matches(path, user)) {
                return true;
            }
        }
        if (many == null) {
            return false;
        }
        // Another search may be under way in this thread's usual one.
        Hits hits = new Hits();
        many.find(path, user, hits);
        return hits.count() > 0;
    }
}
