package org.portreeve.policy.diagnostic;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Account codes by what they say, so that they are found wherever somebody wrote one. */
final class SecretWords {
    private static final int ONLY_WHOLE = 4;
    private static final int CUT = 16;
    private static final int MOST_ALIKE = 8;

    private final Set<String> words = new HashSet<>();

    /** How long the words are that are no longer than {@link #CUT}. */
    private final Set<Integer> lengths = new TreeSet<>();

    /** How long the others are, by their beginning; of very many with the same beginning only some. */
    private final Map<String, Set<Integer>> beginnings = new HashMap<>();

    void add(String word) {
        String shown = Words.printable(word);
        if (shown.isBlank()) {
            return;
        }
        words.add(shown);
        if (shown.length() <= CUT) {
            lengths.add(shown.length());
        } else {
            Set<Integer> known = beginnings.computeIfAbsent(shown.substring(0, CUT), each -> new TreeSet<>());
            if (known.size() < MOST_ALIKE) {
                known.add(shown.length());
            }
        }
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The text with asterisks in place of codes. */
    String mask(String text) {
        BitSet hidden = in(text);
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text);
        hidden.stream().filter(at -> text.charAt(at) != ' ').forEach(at -> masked.setCharAt(at, '*'));
        return masked.toString();
    }

    /** Which characters of a text belong to a code. */
    BitSet in(String text) {
        BitSet hidden = new BitSet();
        for (int start = 0; start < text.length() && !words.isEmpty(); start++) {
            for (int length : lengths) {
                int end = start + length;
                if (end <= text.length()
                        && words.contains(text.substring(start, end))
                        && (length >= ONLY_WHOLE || isWhole(text, start, end))) {
                    hidden.set(start, end);
                }
            }
            Set<Integer> longer =
                    start + CUT <= text.length() ? beginnings.get(text.substring(start, start + CUT)) : null;
            if (longer != null) {
                hidden.set(start, endOfLonger(text, start, longer));
            }
        }
        return hidden;
    }

    /** A long quotation is cut, and so is the code in it: then everything goes up to its end. */
    private int endOfLonger(String text, int start, Set<Integer> longer) {
        int quote = text.indexOf('`', start);
        int end = quote < 0 ? text.length() : quote;
        for (int length : longer) {
            if (start + length <= text.length() && words.contains(text.substring(start, start + length))) {
                end = start + length;
            }
        }
        return end;
    }

    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
