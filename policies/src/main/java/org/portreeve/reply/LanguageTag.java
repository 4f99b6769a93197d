package org.portreeve.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What says in which language a text is: {@code de}, {@code pt-br} (RFC 5646; RFC 2640 names its forerunner RFC 1766).
 * Case does not count.
 *
 * @param value in lower case
 */
public record LanguageTag(String value) {
    private static final Pattern WELL_FORMED = Pattern.compile("[a-z]{1,8}(?:-[a-z0-9]{1,8})*");

    /** What RFC 5646 §4.4.1 wants programs to have room for at least. */
    private static final int LONGEST = 35;

    private static final String CHINESE = "zh";

    /** Scripts and regions whose readers are not served by simplified Chinese. */
    private static final Set<String> TRADITIONAL = Set.of("hant", "tw", "hk", "mo");

    /** Behind the others: it is checked by them. */
    public static final LanguageTag ENGLISH = new LanguageTag("en");

    public LanguageTag {
        if (value.length() > LONGEST || !WELL_FORMED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a language tag: " + value);
        }
    }

    /** The tag that somebody wrote, or nothing if it is none. */
    public static Optional<LanguageTag> of(String written) {
        String value = written.toLowerCase(Locale.ROOT);
        return value.length() <= LONGEST && WELL_FORMED.matcher(value).matches()
                ? Optional.of(new LanguageTag(value))
                : Optional.empty();
    }

    /**
     * The tags that will do for who asks for this one, the best first (RFC 4647 §3.4): itself, then with less and less said
     * of script and region. Chinese without more is simplified, and does not do for who asks for the traditional script.
     */
    public List<LanguageTag> lookup() {
        List<LanguageTag> tags = new ArrayList<>();
        for (String rest = value; !rest.isEmpty(); rest = shorter(rest)) {
            if (!rest.equals(CHINESE) || rest.equals(value) || !isTraditionalChinese()) {
                tags.add(new LanguageTag(rest));
            }
        }
        return List.copyOf(tags);
    }

    /** Without the last part, nor a single letter that only introduces it. */
    private static String shorter(String tag) {
        int end = tag.lastIndexOf('-');
        if (end >= 2 && tag.charAt(end - 2) == '-') {
            end -= 2;
        }
        return end < 0 ? "" : tag.substring(0, end);
    }

    private boolean isTraditionalChinese() {
        List<String> parts = List.of(value.split("-"));
        return parts.get(0).equals(CHINESE)
                && !parts.contains("hans")
                && parts.stream().anyMatch(TRADITIONAL::contains);
    }

    @Override
    public String toString() {
        return value;
    }
}
