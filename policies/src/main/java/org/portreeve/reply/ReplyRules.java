package org.portreeve.reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reply may look like, whoever words it. */
public final class ReplyRules {
    private static final int LONGEST = 200;

    /** Clients act on these words: they try again, without end, what was refused for good. */
    private static final List<String> TRIGGERS =
            List.of("too many", "timed out", "broken pipe", "try again later", "maximum number", "is restricted to");

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

    /** What is wrong with a text of one line, if anything. */
    public static Optional<String> faultOf(String text) {
        if (text.isBlank()) {
            return Optional.of("text is empty");
        }
        if (text.length() > LONGEST) {
            return Optional.of("text is longer than " + LONGEST + " characters");
        }
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return Optional.of("text is not one line of ASCII");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return TRIGGERS.stream()
                .filter(lower::contains)
                .findFirst()
                .map(trigger -> "text holds `" + trigger + "`, on which clients try again and again");
    }
}
