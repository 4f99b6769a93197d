package org.portreeve.policy.source;

import java.util.List;

/** A text with the name of its file, cut into lines. Immutable. */
public record SourceText(String name, List<String> lines) {

    public SourceText {
        lines = List.copyOf(lines);
    }

    public static SourceText of(String name, String text) {
        return new SourceText(name, List.of(text.split("\r\n|\r|\n", -1)));
    }

    /** The line with this number, counted from 1; empty beyond the end. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
