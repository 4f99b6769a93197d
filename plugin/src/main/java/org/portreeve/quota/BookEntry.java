package org.portreeve.quota;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One book as it is written down.
 *
 * @param book its name
 * @param slots what is committed, by the slots of {@link Period}
 * @param promised what was promised to transfers under way when the servers last wrote it down
 * @param state whether it says what is on disk
 */
public record BookEntry(BookId book, NavigableMap<Long, Long> slots, long promised, State state) {

    /** What a book knows of the disk. */
    public enum State {
        /** Counts what was moved, or was never counted. */
        NOT_COUNTED,
        /** Says what is on disk. */
        COUNTED,
        /** Did so, and is to be counted again: a server died while it changed the files, or somebody asked for it. */
        TO_BE_COUNTED
    }

    public BookEntry {
        slots = Collections.unmodifiableNavigableMap(new TreeMap<>(slots));
    }

    /** What is committed in the period. */
    public long used(Period period) {
        return slots.tailMap(period.from(), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
