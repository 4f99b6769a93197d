package org.portreeve.policy.source;

import java.util.Comparator;

/** A place in a text. Lines and columns count from 1, columns in code points; the end is exclusive. */
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {
    private static final Comparator<Span> ORDER =
            Comparator.comparingInt(Span::line).thenComparingInt(Span::column);

    /** The very first character. */
    public static final Span START = Span.at(1, 1, 1);

    public Span {
        if (line < 1 || column < 1 || endLine < line) {
            throw new IllegalArgumentException("no such place: " + line + ":" + column + " to line " + endLine);
        }
    }

    /** A place within one line. */
    public static Span at(int line, int column, int length) {
        return new Span(line, column, line, column + length);
    }

    /** Whether a character belongs to it. */
    public boolean contains(int atLine, int atColumn) {
        boolean afterStart = atLine > line || (atLine == line && atColumn >= column);
        boolean beforeEnd = atLine < endLine || (atLine == endLine && atColumn < endColumn);
        return afterStart && beforeEnd;
    }

    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }
}
