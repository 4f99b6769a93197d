package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.PathPattern;

/**
 * The few rules that are a session's own (its user's, its groups', its network's), for all operations one behind the other.
 * They are others for each session, so the processor has seldom seen them lately, and what counts is in how many places of
 * memory a decision looks: here in one, and in one more for a pattern that fits. Immutable.
 *
 * <p>There are two sections for each operation: what may refuse, and what allows.
 *
 * @param words where the entries of each section start, {@value #START_BITS} bits each; then two words an entry: matcher
 *     and hint, cell and what that says
 */
@SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
record Strip(long[] words, Cell[] cells) {
    /** The matcher of an entry without a pattern. */
    static final int ANYWHERE = -1;

    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    /** How many there are. */
    static final int SECTIONS = 2 * OPERATIONS.size();

    private static final int START_BITS = 8;
    private static final int STARTS_A_WORD = Long.SIZE / START_BITS;
    private static final int START_MASK = (1 << START_BITS) - 1;
    private static final int FIRST_ENTRY = 4;
    private static final int ENTRY = 2;

    @SuppressWarnings("EnumOrdinal") // never stored
    static int refusing(Operation operation) {
        return 2 * operation.ordinal();
    }

    static int allowing(Operation operation) {
        return refusing(operation) + 1;
    }

    static Operation operation(int section) {
        return OPERATIONS.get(section / 2);
    }

    /** The index of the first entry of a section, and behind the last one of the section before it. */
    int start(int section) {
        long word = words[section / STARTS_A_WORD] >>> ((section % STARTS_A_WORD) * START_BITS);
        return FIRST_ENTRY + ENTRY * ((int) word & START_MASK);
    }

    /** The index of the entry after this one. */
    static int next(int entry) {
        return entry + ENTRY;
    }

    /** Its place among the matchers, or {@link #ANYWHERE}. */
    int matcher(int entry) {
        return (int) (words[entry] >> Integer.SIZE);
    }

    /** {@link PathMatcher#hint}. */
    int hint(int entry) {
        return (int) words[entry];
    }

    /** {@link Cell#settled}. */
    int verdict(int entry) {
        return (int) words[entry + 1];
    }

    Cell cell(int entry) {
        return cells[(int) (words[entry + 1] >> Integer.SIZE)];
    }

    /** Writes a strip, section by section. */
    static final class Writer {
        private final Map<PathPattern, Integer> numbers;
        private final PathMatcher[] matchers;
        private final long[] starts = new long[FIRST_ENTRY];
        private final List<Long> words = new ArrayList<>();
        private final List<Cell> cells = new ArrayList<>();
        private int sections;

        /** {@code numbers} are the places of the patterns in {@code matchers}. */
        Writer(Map<PathPattern, Integer> numbers, PathMatcher[] matchers) {
            this.numbers = numbers;
            this.matchers = matchers;
        }

        /** The next section's rules. */
        void add(CellsByPath cells) {
            start();
            cells.anywhere().ifPresent(cell -> entry(ANYWHERE, 0, cell));
            for (int index = 0; index < cells.patterns().size(); index++) {
                int matcher =
                        Objects.requireNonNull(numbers.get(cells.patterns().get(index)));
                entry(matcher, matchers[matcher].hint(), cells.cells().get(index));
            }
        }

        private void start() {
            long start = words.size() / ENTRY;
            starts[sections / STARTS_A_WORD] |= start << ((sections % STARTS_A_WORD) * START_BITS);
            sections++;
        }

        private void entry(int matcher, int hint, Cell cell) {
            words.add((long) matcher << Integer.SIZE | Integer.toUnsignedLong(hint));
            words.add((long) cells.size() << Integer.SIZE | Integer.toUnsignedLong(cell.settled()));
            cells.add(cell);
        }

        Strip done() {
            start();
            long[] all = new long[FIRST_ENTRY + words.size()];
            System.arraycopy(starts, 0, all, 0, FIRST_ENTRY);
            for (int index = 0; index < words.size(); index++) {
                all[FIRST_ENTRY + index] = words.get(index);
            }
            return new Strip(all, cells.toArray(Cell[]::new));
        }
    }
}
