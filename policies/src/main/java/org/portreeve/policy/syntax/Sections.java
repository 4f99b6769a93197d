package org.portreeve.policy.syntax;

import java.util.List;
import java.util.Optional;

/** Cuts a file into top-level sections and the list items in them, by indentation alone, and sets some aside. */
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
        int dash = firstDash(start + 1, end);
        int from = at;
        while (from > start && !isItem(lines.get(from), dash)) {
            from--;
        }
        int to = end;
        if (from > start) {
            to = from + 1;
            while (to < end && !isItem(lines.get(to), dash)) {
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

    private int firstDash(int from, int to) {
        for (int i = from; i < to; i++) {
            if (lines.get(i).stripLeading().startsWith("-")) {
                return indent(lines.get(i));
            }
        }
        return -1;
    }

    private static boolean isItem(String line, int dash) {
        return dash >= 0 && indent(line) == dash && line.startsWith("-", dash);
    }

    private static boolean opensSection(String line) {
        return !line.isEmpty() && " \t#-}]".indexOf(line.charAt(0)) < 0;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
