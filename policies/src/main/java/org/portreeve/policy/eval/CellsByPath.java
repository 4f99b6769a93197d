package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.PathPattern;

/**
 * Rules that speak to one operation, sorted by what they say of paths.
 *
 * @param anywhere those without a path
 * @param patterns all different
 * @param cells of each pattern
 */
record CellsByPath(Optional<Cell> anywhere, List<PathPattern> patterns, List<Cell> cells) {
    static final CellsByPath NONE = new CellsByPath(Optional.empty(), List.of(), List.of());

    static CellsByPath of(List<CompiledRule> rules, Operation operation, Refusals refusals) {
        List<CompiledRule> anywhere = new ArrayList<>();
        Map<PathPattern, List<CompiledRule>> byPattern = new LinkedHashMap<>();
        for (CompiledRule rule : rules) {
            if (rule.paths() == null) {
                anywhere.add(rule);
            } else {
                for (PathPattern pattern : rule.paths()) {
                    byPattern
                            .computeIfAbsent(pattern, each -> new ArrayList<>(1))
                            .add(rule);
                }
            }
        }
        return new CellsByPath(
                anywhere.isEmpty() ? Optional.empty() : Optional.of(Cell.of(anywhere, operation, refusals)),
                List.copyOf(byPattern.keySet()),
                byPattern.values().stream()
                        .map(each -> Cell.of(each, operation, refusals))
                        .toList());
    }

    boolean isEmpty() {
        return anywhere.isEmpty() && patterns.isEmpty();
    }
}
