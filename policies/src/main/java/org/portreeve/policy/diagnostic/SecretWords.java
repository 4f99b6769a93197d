package org.portreeve.policy.diagnostic;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Account codes by what they say, so that they are found wherever somebody wrote one. */
final class SecretWords {
    private static final int ONLY_WHOLE = 4;
    private static final int CUT = 16;

    private final Set<String> words = new HashSet<>();
    private final Set<Integer> lengths = new TreeSet<>();
    private final Set<String> beginnings = new HashSet<>();

    void add(String word) {
        String shown = Words.printable(word);
        if (!shown.isBlank()) {
            words.add(shown);
            lengths.add(shown.length());
        }
        if (shown.length() > CUT) {
            beginnings.add(shown.substring(0, CUT));
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
            // A long quotation is cut, and so is the code in it.
            if (start + CUT <= text.length() && beginnings.contains(text.substring(start, start + CUT))) {
                int quote = text.indexOf('`', start);
                hidden.set(start, quote < 0 ? text.length() : quote);
            }
        }
        return hidden;
    }

    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
