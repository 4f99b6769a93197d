package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/**
 * Text with {@code *} in it, and maybe {@code $user}. Matches a region of a string without taking it out. Time is bounded by
 * the product of the lengths.
 */
final class SegmentGlob {
    /** Literal texts between two {@code *}; null in their midst is the user. */
    private final @Nullable String[][] pieces;

    private SegmentGlob(@Nullable String[][] pieces) {
        this.pieces = pieces;
    }

    /** A segment of a path pattern. */
    static SegmentGlob ofSegment(String segment) {
        String[] texts = segment.split("\\*", -1);
        @Nullable String[][] pieces = new @Nullable String[texts.length][];
        for (int index = 0; index < texts.length; index++) {
            pieces[index] = withUser(texts[index]);
        }
        return new SegmentGlob(pieces);
    }

    /** A glob in which {@code $user} is nothing special. */
    static SegmentGlob ofText(String glob) {
        String[] texts = glob.split("\\*", -1);
        @Nullable String[][] pieces = new @Nullable String[texts.length][];
        for (int index = 0; index < texts.length; index++) {
            pieces[index] = new String[] {texts[index]};
        }
        return new SegmentGlob(pieces);
    }

    boolean matches(String text) {
        return matches(text, 0, text.length(), "");
    }

    /** The first and the last piece are anchored, those between are found from left to right. */
    boolean matches(String text, int from, int to, String user) {
        @Nullable String[] first = pieces[0];
        if (!standsAt(first, text, from, to, user)) {
            return false;
        }
        int at = from + length(first, user);
        if (pieces.length == 1) {
            return at == to;
        }
        @Nullable String[] last = pieces[pieces.length - 1];
        int end = to - length(last, user);
        if (end < at || !standsAt(last, text, end, to, user)) {
            return false;
        }
        for (int index = 1; index < pieces.length - 1; index++) {
            while (!standsAt(pieces[index], text, at, end, user)) {
                if (++at > end) {
                    return false;
                }
            }
            at += length(pieces[index], user);
        }
        return true;
    }

    private static boolean standsAt(@Nullable String[] piece, String text, int from, int to, String user) {
        int at = from;
        for (String part : piece) {
            String literal = part == null ? user : part;
            if (literal.length() > to - at || !text.startsWith(literal, at)) {
                return false;
            }
            at += literal.length();
        }
        return true;
    }

    private static int length(@Nullable String[] piece, String user) {
        int length = 0;
        for (String part : piece) {
            length += (part == null ? user : part).length();
        }
        return length;
    }

    private static @Nullable String[] withUser(String text) {
        List<@Nullable String> parts = new ArrayList<>();
        int at = 0;
        int found = text.indexOf(PathPattern.USER);
        while (found >= 0) {
            parts.add(text.substring(at, found));
            parts.add(null);
            at = found + PathPattern.USER.length();
            found = text.indexOf(PathPattern.USER, at);
        }
        parts.add(text.substring(at));
        return parts.toArray(new @Nullable String[0]);
    }
}
