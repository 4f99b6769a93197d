package org.portreeve.policy.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.syntax.Piece;

/** A text by code points, with its lines and its comments. */
final class Surface {
    private final int[] characters;
    private final int[] lineStarts;
    private final List<Spot> comments = new ArrayList<>();

    /**
     * A comment and where it stands.
     *
     * @param alone whether nothing else is on its line
     */
    record Spot(Comment comment, int at, int line, int column, boolean alone) {}

    Surface(SourceText source, List<Piece> pieces) {
        characters = String.join("\n", source.lines()).codePoints().toArray();
        lineStarts = new int[source.lines().size()];
        for (int line = 1; line < lineStarts.length; line++) {
            String before = source.lines().get(line - 1);
            lineStarts[line] = lineStarts[line - 1] + before.codePointCount(0, before.length()) + 1;
        }
        int at = 0;
        for (Piece piece : pieces) {
            if (piece.kind() == Piece.Kind.WORD) {
                findComments(at, piece.start());
                at = Math.max(at, piece.end());
            }
        }
        findComments(at, characters.length);
    }

    /** All comments in their order. */
    List<Spot> comments() {
        return comments;
    }

    int line(int at) {
        int found = Arrays.binarySearch(lineStarts, at);
        return found >= 0 ? found : -found - 2;
    }

    int column(int at) {
        return at - lineStarts[line(at)];
    }

    /** Whether the line above is empty. */
    boolean isBelowBlank(int line) {
        return line > 0 && isBlank(lineStarts[line - 1], lineStarts[line]);
    }

    String text(int start, int end) {
        return new String(characters, start, end - start);
    }

    /** What stands between words: brackets, dashes, blanks and comments. */
    private void findComments(int from, int to) {
        for (int i = from; i < to; i++) {
            if (characters[i] == '#' && (i == 0 || isSpace(characters[i - 1]))) {
                int end = i;
                while (end < characters.length && characters[end] != '\n') {
                    end++;
                }
                int line = line(i);
                comments.add(new Spot(
                        new Comment(text(i, end).stripTrailing(), isBelowBlank(line)),
                        i,
                        line,
                        column(i),
                        isBlank(lineStarts[line], i)));
                i = end;
            }
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(characters[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\t' || character == '\n';
    }
}
