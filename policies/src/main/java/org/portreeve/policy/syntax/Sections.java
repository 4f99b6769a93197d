package org.portreeve.policy.syntax;

import java.util.List;
import java.util.Optional;

/** Cuts a file into top-level sections and the list items or keys in them, by indentation alone, and sets some aside. */
final class Sections {
    private final List<String> lines;

    Sections(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Empties the smallest part around a line that can be left out.
     *
     * @return the key of its section; nothing if there was nothing left to leave out
     */
    Optional<String> drop(int number) {
        int at = Math.min(number, lines.size()) - 1;
        while (at > 0 && lines.get(at).isBlank()) {
            at--;
        }
        int start = at;
        while (start > 0 && !opensSection(lines.get(start))) {
            start--;
        }
        int end = at + 1;
        while (end < lines.size() && !opensSection(lines.get(end))) {
            end++;
        }
        String key = lines.get(start).split(":", 2)[0].strip();
        int first = firstItem(start + 1, end);
        boolean dashes = first >= 0 && lines.get(first).stripLeading().startsWith("-");
        int column = first < 0 ? -1 : indent(lines.get(first));
        int from = at;
        while (from > start && !isItem(lines.get(from), column, dashes)) {
            from--;
        }
        int to = end;
        if (from > start) {
            to = from + 1;
            while (to < end && !isItem(lines.get(to), column, dashes)) {
                to++;
            }
        }
        return clear(from, to) ? Optional.of(key) : Optional.empty();
    }

    private boolean clear(int from, int to) {
        boolean any = false;
        for (int i = from; i < to; i++) {
            any |= !lines.set(i, "").isBlank();
        }
        return any;
    }

    /** The first item of a list, else the first key of a mapping. */
    private int firstItem(int from, int to) {
        int key = -1;
        for (int i = from; i < to; i++) {
            String text = lines.get(i).strip();
            if (text.startsWith("-")) {
                return i;
            }
            key = key < 0 && !text.isEmpty() && !text.startsWith("#") ? i : key;
        }
        return key;
    }

    private static boolean isItem(String line, int column, boolean dashes) {
        return column >= 0
                && indent(line) == column
                && line.length() > column
                && (dashes ? line.charAt(column) == '-' : "#]}".indexOf(line.charAt(column)) < 0);
    }

    private static boolean opensSection(String line) {
        return !line.isEmpty() && " \t#-}]".indexOf(line.charAt(0)) < 0;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
