package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;

/** What rules say by pattern and operation: a hash table that is only read. Pattern {@value #ANYWHERE} is no pattern. */
final class RuleTable {
    static final int ANYWHERE = 0;
    private static final int OPERATION_BITS = 4;
    private static final int NO_KEY = -1;

    private final int[] keys;
    private final @Nullable Cell[] cells;

    /**
     * The rules for one pattern and one operation.
     *
     * @param allow the first that allows without further conditions; {@link #NOBODY} if none does
     * @param refusing those that refuse without further conditions
     * @param conditional those that have to be asked
     */
    @SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
    record Cell(int allow, CompiledRule[] refusing, CompiledRule[] conditional) {
        static final int NOBODY = Integer.MAX_VALUE;

        static Cell of(List<CompiledRule> rules) {
            return new Cell(
                    rules.stream()
                            .filter(each -> each.isCertain() && each.allows())
                            .mapToInt(CompiledRule::index)
                            .min()
                            .orElse(NOBODY),
                    rules.stream()
                            .filter(each -> each.isCertain() && !each.allows())
                            .toArray(CompiledRule[]::new),
                    rules.stream().filter(each -> !each.isCertain()).toArray(CompiledRule[]::new));
        }
    }

    RuleTable(List<CompiledRule> rules) {
        Map<Integer, List<CompiledRule>> grouped = new HashMap<>();
        for (CompiledRule rule : rules) {
            int[] patterns = rule.anywhere() ? new int[] {ANYWHERE} : rule.patterns();
            for (int pattern : patterns) {
                for (Operation operation : rule.operations()) {
                    grouped.computeIfAbsent(key(pattern, operation), each -> new ArrayList<>(2))
                            .add(rule);
                }
            }
        }
        int capacity = Integer.highestOneBit(Math.max(1, grouped.size())) * 4;
        this.keys = new int[capacity];
        java.util.Arrays.fill(keys, NO_KEY);
        this.cells = new @Nullable Cell[capacity];
        grouped.forEach((key, list) -> {
            int slot = spread(key) & (capacity - 1);
            while (keys[slot] != NO_KEY) {
                slot = (slot + 1) & (capacity - 1);
            }
            keys[slot] = key;
            cells[slot] = Cell.of(list);
        });
    }

    @Nullable
    Cell find(int pattern, Operation operation) {
        int key = key(pattern, operation);
        int slot = spread(key) & (keys.length - 1);
        while (keys[slot] != key) {
            if (keys[slot] == NO_KEY) {
                return null;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return cells[slot];
    }

    @SuppressWarnings("EnumOrdinal") // never stored
    private static int key(int pattern, Operation operation) {
        return pattern << OPERATION_BITS | operation.ordinal();
    }

    private static int spread(int key) {
        int mixed = key * 0x9e37_79b9;
        return mixed ^ (mixed >>> 16);
    }
}
