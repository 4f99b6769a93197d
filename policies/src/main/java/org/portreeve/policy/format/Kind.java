package org.portreeve.policy.format;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.portreeve.policy.testing.Word;

/** What a mapping is for, and the usual order of its keys: who, from where, what, and then what comes of it. */
enum Kind {
    FILE(Stream.of()),
    RULE(Stream.of(
            Stream.of("allow", "refuse", "require"), matchers(), Stream.of("needs", "unless", "reply", "mode", "why"))),
    NEEDS(Stream.of(Stream.of("control", "tls", "cipher", "certificate", "data", "account"))),
    BOX(Stream.of(matchers(), Stream.of("expires", "why"))),
    LIMIT(Stream.of(
            Stream.of(
                    "limit",
                    "user",
                    "group",
                    "from",
                    "listener",
                    "path",
                    "count",
                    "per",
                    "max",
                    "credit",
                    "every",
                    "warn"),
            Stream.of("ban", "then", "reply", "mode", "why"))),
    ASSERTION(Stream.of(Stream.of("refused", "allowed"), matchers(), Stream.of("why"))),
    TEST(Stream.of(Word.keys().stream(), Stream.of("expect", "why"))),
    REPLIES(Stream.of()),
    WORDING(Stream.of(Stream.of("code", "login-code", "transfer-code", "text", "login-text", "transfer-text"))),
    OTHER(Stream.of());

    @SuppressWarnings("ImmutableEnumChecker") // toList() gives a list that nobody changes
    private final List<String> order;

    Kind(Stream<Stream<String>> keys) {
        this.order = keys.flatMap(each -> each).toList();
    }

    /** What stands below a key. The items of a list are of the list's kind. */
    Kind below(String key) {
        return switch (this) {
            case FILE ->
                switch (key) {
                    case "rules" -> RULE;
                    case "limits" -> LIMIT;
                    case "assert" -> ASSERTION;
                    case "tests" -> TEST;
                    case "replies" -> REPLIES;
                    default -> OTHER;
                };
            case RULE ->
                switch (key) {
                    case "needs" -> NEEDS;
                    case "unless" -> BOX;
                    default -> OTHER;
                };
            case REPLIES -> WORDING;
            case NEEDS, BOX, LIMIT, ASSERTION, TEST, WORDING, OTHER -> OTHER;
        };
    }

    /** Whether it is a list of mappings, of which each gets one line where it can. */
    boolean isListed() {
        return this == RULE || this == LIMIT || this == ASSERTION || this == TEST;
    }

    /** Keys in the usual order; those that have no place in it stay behind the others. */
    Comparator<Element> order() {
        return Comparator.comparingInt(each -> {
            int place = order.indexOf(each.name);
            return place < 0 ? order.size() : place;
        });
    }

    private static Stream<String> matchers() {
        return Stream.of(
                "user",
                "group",
                "from",
                "op",
                "path",
                "listener",
                "control",
                "account",
                "certificate",
                "command",
                "during",
                "size");
    }
}
