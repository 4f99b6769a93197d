package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/**
 * Path patterns in a tree, all different. A path is walked once and yields the numbers of the patterns that it fits, in the
 * order in which they were given; what that costs depends on the path, not on how many patterns there are elsewhere.
 * Immutable.
 */
final class PathTree {
    private final PathNode root;

    private PathTree(PathNode root) {
        this.root = root;
    }

    static PathTree of(List<PathPattern> patterns) {
        PathNode.Builder root = new PathNode.Builder();
        for (int number = 0; number < patterns.size(); number++) {
            root.add(patterns.get(number).segments(), number);
        }
        return new PathTree(root.build());
    }

    /** Finds the patterns that a clean path of this user fits. */
    void find(String path, String user, Hits hits) {
        visit(root, path, start(path, 0), user, hits);
    }

    private static void visit(PathNode node, String path, int from, String user, Hits hits) {
        if (node.deepEnd() >= 0) {
            hits.add(node.deepEnd());
        }
        for (TangledPattern each : node.tangled()) {
            if (each.matches(path, from, user)) {
                hits.add(each.pattern());
            }
        }
        if (from == path.length()) {
            if (node.end() >= 0) {
                hits.add(node.end());
            }
            return;
        }
        PathNode last = node.last();
        if (last != null) {
            step(last, path, Math.max(lastStart(path), from), user, hits);
        }
        PathNode deep = node.deep();
        if (deep != null) {
            for (int at = from; at < path.length(); at = start(path, end(path, at))) {
                step(deep, path, at, user, hits);
            }
        }
        if (node.hasChildren()) {
            step(node, path, from, user, hits);
        }
    }

    /** Goes on to the children that fit the segment here. */
    private static void step(PathNode node, String path, int from, String user, Hits hits) {
        int end = end(path, from);
        int next = start(path, end);
        if (!node.literals().isEmpty()) {
            visitIfThere(node.literals().find(path, from, end), path, next, user, hits);
        }
        if (!node.extensions().isEmpty()) {
            int dot = path.lastIndexOf('.', end - 1);
            if (dot >= from) {
                visitIfThere(node.extensions().find(path, dot, end), path, next, user, hits);
            }
        }
        visitIfThere(node.any(), path, next, user, hits);
        if (node.user() != null && user.length() == end - from && path.startsWith(user, from)) {
            visitIfThere(node.user(), path, next, user, hits);
        }
        SegmentGlob[] globs = node.globs();
        for (int index = 0; index < globs.length; index++) {
            if (globs[index].matches(path, from, end, user)) {
                visit(node.globNodes()[index], path, next, user, hits);
            }
        }
    }

    private static void visitIfThere(@Nullable PathNode node, String path, int from, String user, Hits hits) {
        if (node != null) {
            visit(node, path, from, user, hits);
        }
    }

    /** Where the next segment starts, at or after this index; the length of the path if there is none. */
    static int start(String path, int from) {
        int at = from;
        while (at < path.length() && path.charAt(at) == '/') {
            at++;
        }
        return at;
    }

    /** Where the segment that starts here ends. */
    static int end(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static int lastStart(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.lastIndexOf('/', end - 1) + 1;
    }
}
