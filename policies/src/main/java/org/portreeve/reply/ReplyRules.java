package org.portreeve.reply;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a reply may look like, whoever words it. */
public final class ReplyRules {
    /** In characters, as it is written. */
    private static final int LONGEST = 200;

    /** RFC 959 knows no bound; 512 bytes with code and line end is what old clients read at once. */
    private static final int LINE = 512;

    private static final int CODE_AND_ENDS = "550 \r\n".length();

    /** What {@code show-rule} adds at the most. */
    private static final int MARK = Vocabulary.mark("").length() + Placeholder.RULE.longest();

    /** Bytes that a text may have when its placeholders are filled. */
    private static final int ROOM = LINE - CODE_AND_ENDS - MARK;

    /** Within a reply of several lines a client would take it for the last or for another one. */
    private static final Pattern LIKE_A_REPLY = Pattern.compile("[0-9]{3}(?:[ -]|$)");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private ReplyRules() {}

    /** Whether a symbol can be said with this code: a refusal stays one, an answer does not become one. */
    public static boolean canMean(SymbolicReply symbol, ReplyPhase phase, int code) {
        if (code < 100 || code > 659) {
            return false;
        }
        ReplyClass kind = ReplyClass.of(code);
        if (!symbol.isRefusal()) {
            return kind == ReplyClass.COMPLETION;
        }
        return kind.isNegative()
                || (symbol == SymbolicReply.ACCOUNT_REQUIRED && phase == ReplyPhase.LOGIN && asksForAccount(code));
    }

    private static boolean asksForAccount(int code) {
        return Catalogue.shipped()
                .code(code)
                .flatMap(ReplyCode::next)
                .filter("ACCT"::equals)
                .isPresent();
    }

    /** What is wrong with a text of one line that an admin may have written, if anything. */
    public static Optional<String> faultOf(String text) {
        if (text.isBlank()) {
            return Optional.of("text is empty");
        }
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return Optional.of("text is not one line of ASCII");
        }
        return faultOfWords(text);
    }

    /** What is wrong with a text of one line in another language than English, if anything. */
    public static Optional<String> faultOfTranslation(SymbolicReply symbol, String text) {
        if (symbol == SymbolicReply.FEATURES) {
            return Optional.of("text of `features` is made by the server");
        }
        if (text.isBlank()) {
            return Optional.of("text is empty");
        }
        if (!text.codePoints().allMatch(ReplyRules::isSeen)) {
            return Optional.of("text holds a character that cannot be seen");
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return Optional.of("text is not normalised (NFC)");
        }
        return faultOfWords(text);
    }

    /** Whether it takes up room on a screen, or joins letters as some scripts need it. */
    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static Optional<String> faultOfWords(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("text is longer than " + LONGEST + " characters");
        }
        Template template = Template.parse(text);
        if (!template.unknown().isEmpty()) {
            return Optional.of("unknown placeholder " + template.unknown().get(0));
        }
        if (template.longest() > ROOM) {
            return Optional.of("text can come to %d bytes with its placeholders filled, and %d have room on the line"
                    .formatted(template.longest(), ROOM));
        }
        return misleading(text);
    }

    /** What stands in braces in a text and is no placeholder; with the braces. */
    public static List<String> unknownPlaceholders(String text) {
        return Template.parse(text).unknown();
    }

    /** What a text leaves open until it is sent. */
    public static Set<Placeholder> placeholders(String text) {
        return Template.parse(text).placeholders();
    }

    /** What would make a client see something else than what is meant, if anything; of any language. */
    static Optional<String> misleading(String text) {
        if (LIKE_A_REPLY.matcher(text).lookingAt()) {
            return Optional.of("text begins like a reply of its own");
        }
        return ClientWords.faultOf(text.toLowerCase(Locale.ROOT));
    }
}
