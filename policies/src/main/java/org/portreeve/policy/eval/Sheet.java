package org.portreeve.policy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that speak to one operation, by path, shared by many sessions. Immutable. */
final class Sheet {
    /** Up to so many patterns are compared one by one, more are found in a tree. */
    static final int FEW = 8;

    private final @Nullable Cell anywhere;
    private final List<Cell> cells;
    private final int[] verdicts;
    private final int[] hints;
    private final PathMatcher[] matchers;
    private final @Nullable PathTree tree;

    Sheet(CellsByPath cells) {
        this.anywhere = cells.anywhere().orElse(null);
        this.cells = cells.cells();
        this.verdicts = cells.cells().stream().mapToInt(Cell::settled).toArray();
        boolean isMany = cells.patterns().size() > FEW;
        this.tree = isMany ? PathTree.of(cells.patterns()) : null;
        this.matchers = isMany ? PathMatcher.NONE : PathMatcher.all(cells.patterns());
        this.hints = new int[matchers.length];
        for (int index = 0; index < hints.length; index++) {
            hints[index] = matchers[index].hint();
        }
    }

    /** Of rules without a path. */
    @Nullable
    Cell anywhere() {
        return anywhere;
    }

    /** Finds the numbers of the cells to which this path of this user leads. */
    void find(String path, String user, Hits hits) {
        if (tree != null) {
            tree.find(path, user, hits);
        }
        for (int index = 0; index < hints.length; index++) {
            if (PathMatcher.mightFit(hints[index], path) && matchers[index].matches(path, user)) {
                hits.add(index);
            }
        }
    }

    Cell cell(int number) {
        return cells.get(number);
    }

    /** {@link Cell#settled}. */
    int verdict(int number) {
        return verdicts[number];
    }
}
