package org.portreeve.policy.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.testing.Word;

/**
 * The keys that may stand in one kind of mapping.
 *
 * @param noun what such a key is called in a message
 * @param known keys that belong here
 * @param elsewhere keys of the language that belong somewhere else, and where that is
 * @param later keys of the language that this version does not have yet
 * @param listable keys whose two values could be one list
 */
record Schema(String noun, Set<String> known, Map<String, String> elsewhere, Set<String> later, Set<String> listable) {
    private static final List<String> MATCHERS = List.of(
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
    private static final Set<String> LISTABLE = Set.of(
            "user",
            "group",
            "from",
            "op",
            "path",
            "listener",
            "control",
            "certificate",
            "command",
            "during",
            "size",
            "include");

    private static final String A_NEED = "what must be there is a need: require: NAME, needs: {…}.";
    private static final String AN_EXCEPTION =
            "only an exception ends by itself: unless: {group: devices, expires: 2027-06-30}.";
    private static final String THE_RULE = "it belongs to the rule as a whole.";
    private static final String THE_WHOLE =
            "it stands in the file that includes this one. Here are `groups`, `networks`,"
                    + " `rules` and further `include`.";
    private static final String A_LIMIT =
            "a limit is for `user`, `group`, `from`, `listener` and `path`. What depends on" + " more is for a rule.";
    private static final String A_BOX = "an assertion has matchers only: it says which requests are meant.";

    static final Schema FILE = of("key")
            .knowing("ftp-policy", "name", "default", "mode", "timezone", "include", "groups", "networks", "accounts")
            .knowing("rules", "limits", "assert", "tests")
            .elsewhere(AN_EXCEPTION, "expires");
    static final Schema INCLUDED = of("key")
            .knowing("ftp-policy", "include", "groups", "networks", "rules")
            .elsewhere(THE_WHOLE, "name", "default", "mode", "timezone", "accounts", "limits", "assert", "tests");
    static final Schema RULE = of("matcher")
            .knowing("allow", "refuse", "require", "needs", "unless", "reply", "mode", "why")
            .knowing(MATCHERS)
            .elsewhere(A_NEED, "tls", "cipher", "data", "resumption", "close-notify")
            .elsewhere(AN_EXCEPTION, "expires");
    static final Schema UNLESS = of("matcher")
            .knowing("expires", "why")
            .knowing(MATCHERS)
            .elsewhere(A_NEED, "tls", "cipher", "data", "resumption", "close-notify", "needs")
            .elsewhere(THE_RULE, "mode", "reply")
            .elsewhere("exceptions have no exceptions: make it a list of narrower ones.", "unless");
    static final Schema NEEDS = of("need")
            .knowing("control", "tls", "cipher", "certificate", "data", "account")
            .elsewhere(
                    "it says when the rule holds, so it stands beside `needs`.",
                    Stream.of(MATCHERS, List.of("unless", "reply", "mode", "why"))
                            .flatMap(List::stream)
                            .filter(key -> !List.of("control", "certificate", "account")
                                    .contains(key))
                            .toArray(String[]::new))
            .later("resumption", "close-notify");
    static final Schema LIMIT = of("key")
            .knowing("limit", "count", "per", "max", "every", "warn", "ban", "then", "mode", "reply", "why")
            .knowing("user", "group", "from", "listener", "path")
            .elsewhere(A_LIMIT, "op", "control", "account", "certificate", "command", "during", "size")
            .elsewhere(A_LIMIT, "unless", "needs", "tls", "cipher", "data")
            .elsewhere(AN_EXCEPTION, "expires");
    static final Schema ASSERTION = of("matcher")
            .knowing("refused", "allowed", "why")
            .knowing(MATCHERS)
            .elsewhere(A_BOX, "needs", "unless", "reply", "mode", "expires", "tls", "cipher", "data");
    static final Schema TEST = of("word").knowing(Word.keys()).knowing("expect", "why");
    static final Schema REPLIES = of("key").knowing("ftp-replies", "profile", "replies");
    static final Schema WORDING = of("key").knowing("code", "login-code", "text");

    boolean isMatcher(String key) {
        return MATCHERS.contains(key);
    }

    private static Schema of(String noun) {
        return new Schema(noun, Set.of(), Map.of(), Set.of(), LISTABLE);
    }

    private Schema knowing(String... keys) {
        return knowing(List.of(keys));
    }

    private Schema knowing(List<String> keys) {
        Set<String> all =
                Stream.concat(known.stream(), keys.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        return new Schema(noun, all, elsewhere, later, listable);
    }

    private Schema elsewhere(String where, String... keys) {
        Map<String, String> all = new LinkedHashMap<>(elsewhere);
        Stream.of(keys).forEach(key -> all.put(key, where));
        return new Schema(noun, known, all, later, listable);
    }

    private Schema later(String... keys) {
        return new Schema(noun, known, elsewhere, Set.of(keys), listable);
    }
}
