package org.portreeve.policy.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Words for messages: the user's own, quoted, and the nearest known one. */
public final class Words {
    private static final int LONGEST_QUOTE = 60;
    private static final int FARTHEST = 2;
    private static final int MOST_KNOWN = 5000;

    private Words() {}

    /** The user's text in backticks, shortened, without account codes and anything that a terminal would act on. */
    public static String quote(String text) {
        StringBuilder shown = new StringBuilder("`");
        int secret = AccountWords.codeIn(text).orElse(text.length());
        text.substring(0, secret)
                .codePoints()
                .limit(LONGEST_QUOTE)
                .map(Words::printable)
                .forEach(shown::appendCodePoint);
        if (secret < text.length()) {
            return shown.append("***`").toString();
        }
        return shown.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…`" : "`")
                .toString();
    }

    /** The text without anything that a terminal would act on. */
    static String printable(String text) {
        return text.codePoints()
                .map(Words::printable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The character itself, or a stand-in for one that is not to be printed. */
    static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> character;
        };
    }

    /** Whether it has no shape of its own on paper, or is a blank that is not the usual one. */
    public static boolean isUnseen(int character) {
        boolean blank = Character.getType(character) == Character.SPACE_SEPARATOR && character != ' ';
        return blank || printable(character) != character;
    }

    /** The known word that the user most likely meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return Synonyms.of(word, known).or(() -> nearestByLetters(word, known));
    }

    private static Optional<String> nearestByLetters(String word, Collection<String> known) {
        return known.stream()
                .limit(MOST_KNOWN)
                .filter(each -> distance(word, each) <= Math.min(FARTHEST, each.length() - 1))
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code did you mean `x`?} and a space, or nothing. */
    public static String didYouMean(String word, Collection<String> known) {
        return nearest(word, known).map(each -> "did you mean `" + each + "`? ").orElse("");
    }

    /** Whether at most one edit makes one word of the other. */
    static boolean isSlip(String word, String known) {
        return distance(word, known) <= 1;
    }

    /** Edits (insert, delete, replace, swap of neighbours) between two words; 3 stands for more. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
