package org.portreeve.policy.eval;

import java.util.List;
import org.portreeve.policy.check.PathPattern;

/**
 * What stands between two slashes of a pattern.
 *
 * @param anyDepth {@code **}, any number of segments
 * @param pieces literal text between the {@code *}; may hold the placeholder for the user
 */
record Segment(boolean anyDepth, List<String> pieces) {
    Segment {
        pieces = List.copyOf(pieces);
    }

    static Segment of(String text) {
        return new Segment(text.equals(PathPattern.ANY_DEPTH), List.of(text.split("\\*", -1)));
    }

    boolean isLiteral() {
        return !anyDepth && pieces.size() == 1;
    }

    String literal(String user) {
        return piece(0, user);
    }

    /** The first and the last piece are anchored, those between are found from left to right. */
    boolean matches(String text, String user) {
        String first = piece(0, user);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = piece(pieces.size() - 1, user);
        int end = text.length() - last.length();
        if (!text.startsWith(first) || !text.endsWith(last) || end < first.length()) {
            return false;
        }
        int at = first.length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            String piece = piece(i, user);
            int found = text.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }

    private String piece(int index, String user) {
        return pieces.get(index).replace(PathPattern.USER, user);
    }
}
