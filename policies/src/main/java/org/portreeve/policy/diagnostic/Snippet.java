package org.portreeve.policy.diagnostic;

import java.util.function.IntPredicate;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/** A line of the file with a caret below the place in question. Very long lines are shown in part. */
final class Snippet {
    private static final int BEFORE = 100;
    private static final int WIDTH = 160;

    private final SourceText source;
    private final Masks masks;

    Snippet(SourceText source, Masks masks) {
        this.source = source;
        this.masks = masks;
    }

    String render(Span span, String help) {
        int[] line = source.line(span.line()).codePoints().toArray();
        int first = span.column() > BEFORE ? span.column() - BEFORE / 2 : 1;
        int last = Math.min(line.length, first + WIDTH);
        int end = span.endLine() == span.line() ? span.endColumn() : line.length + 1;
        StringBuilder text = new StringBuilder(first > 1 ? "…" : "");
        StringBuilder carets = new StringBuilder(first > 1 ? " " : "");
        IntPredicate hidden = masks.of(span.line());
        for (int column = first; column <= last; column++) {
            String shown = shown(line[column - 1], hidden.test(column));
            text.append(shown);
            if (column < span.column()) {
                carets.append(" ".repeat(shown.length()));
            } else if (column < end) {
                carets.append(column == span.column() || shown.length() == 1 ? "^" : "^".repeat(shown.length()));
            }
        }
        text.append(last < line.length ? "…" : "");
        if (carets.indexOf("^") < 0) {
            carets.append('^');
        }
        String number = "%2d".formatted(span.line());
        String gutter = " ".repeat(number.length());
        return "%s | %s\n%s | %s %s".formatted(number, text, gutter, carets, help);
    }

    private static String shown(int character, boolean hidden) {
        if (character == '\t') {
            return "<TAB>";
        }
        return hidden && character != ' ' ? "*" : Character.toString(Words.printable(character));
    }
}
