package org.portreeve.policy.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that account codes stand behind, also misspelt. Rather one too many than one too few. */
public final class AccountWords {
    private static final List<String> LONG = List.of("account", "accounts");
    private static final List<String> SHORT = List.of("code", "codes");

    /** As near to them as a misspelling, and words of their own. */
    private static final Set<String> OTHERS = Set.of("count", "mode", "modes");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern SENTENCE = Pattern.compile("(\\p{L}+)[\\s=:]+(?=\\S)");

    private AccountWords() {}

    /** Whether account codes may stand below this key. */
    public static boolean isOne(String key) {
        Matcher word = WORD.matcher(key);
        while (word.find()) {
            if (isNear(word.group().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(String word) {
        return !OTHERS.contains(word)
                && (word.startsWith("acc")
                        || Words.nearest(word, LONG).isPresent()
                        || SHORT.stream().anyMatch(each -> Words.isSlip(word, each)));
    }

    /** Where a code may begin in a text that is no key with a value, such as {@code account X}. */
    public static OptionalInt codeIn(String text) {
        Matcher found = SENTENCE.matcher(text);
        while (found.find()) {
            if (isNear(found.group(1).toLowerCase(Locale.ROOT))) {
                return OptionalInt.of(found.end());
            }
        }
        return OptionalInt.empty();
    }
}
