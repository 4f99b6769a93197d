package org.portreeve.policy.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.portreeve.policy.testing.Word;

/**
 * The keys that may stand in one kind of mapping.
 *
 * @param noun what such a key is called in a message
 * @param known keys of this version
 * @param later keys of the language that this version does not have yet
 * @param listable keys whose two values could be one list
 */
record Schema(String noun, Set<String> known, Set<String> later, Set<String> listable) {
    private static final List<String> MATCHERS =
            List.of("user", "group", "from", "op", "path", "listener", "control", "account", "command");
    private static final List<String> LATER_MATCHERS = List.of("during", "size", "certificate", "tls", "cipher");
    private static final List<String> MULTIPLE =
            List.of("user", "group", "from", "op", "path", "listener", "control", "command");

    static final Schema FILE = of(
            "key",
            List.of("ftp-policy", "name", "default", "groups", "networks", "accounts", "rules", "limits", "tests"),
            List.of("timezone", "assert", "include", "mode", "expires"));
    static final Schema RULE = of(
            "matcher",
            join(List.of("allow", "refuse", "require", "needs", "unless", "reply", "why"), MATCHERS),
            join(List.of("mode", "expires"), LATER_MATCHERS));
    static final Schema UNLESS =
            of("matcher", join(List.of("why"), MATCHERS), join(List.of("expires"), LATER_MATCHERS));
    static final Schema NEEDS = of(
            "need",
            List.of("control", "data", "account"),
            List.of("tls", "cipher", "certificate", "resumption", "close-notify"));
    static final Schema LIMIT = of(
            "key",
            List.of("limit", "user", "group", "path", "count", "per", "max", "reply", "why"),
            join(
                    List.of(
                            "every",
                            "warn",
                            "ban",
                            "then",
                            "mode",
                            "unless",
                            "op",
                            "from",
                            "listener",
                            "control",
                            "account",
                            "command"),
                    LATER_MATCHERS));
    static final Schema TEST = of("word", join(Word.keys(), List.of("expect", "why")), List.of());
    static final Schema REPLIES = of("key", List.of("ftp-replies", "profile", "replies"), List.of());
    static final Schema WORDING = of("key", List.of("code", "login-code", "text"), List.of());

    boolean isMatcher(String key) {
        return MATCHERS.contains(key);
    }

    private static Schema of(String noun, List<String> known, List<String> later) {
        return new Schema(noun, new LinkedHashSet<>(known), Set.copyOf(later), Set.copyOf(MULTIPLE));
    }

    private static List<String> join(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
