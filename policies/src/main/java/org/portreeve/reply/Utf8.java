package org.portreeve.reply;

import java.nio.charset.StandardCharsets;

/** Lengths as they are on the wire. */
final class Utf8 {

    private Utf8() {}

    static int length(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** As many whole characters from the beginning as have room. */
    static String first(String text, int bytes) {
        int end = text.length();
        while (length(text.substring(0, end)) > bytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    /** As many whole characters from the end as have room. */
    static String last(String text, int bytes) {
        int start = 0;
        while (length(text.substring(start)) > bytes) {
            start = text.offsetByCodePoints(start, 1);
        }
        return text.substring(start);
    }
}
