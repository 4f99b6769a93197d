package org.portreeve.policy.check;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that may stand in one kind of mapping.
 *
 * @param noun what such a key is called in a message
 * @param whole what would be another one without such a key
 * @param keys what belongs here, by its name
 * @param elsewhere keys of the language that belong somewhere else, and where that is
 * @param listable keys whose two values could be one list
 */
record Schema(String noun, String whole, Map<String, Key> keys, Map<String, String> elsewhere, Set<String> listable) {
    private static final Set<String> MATCHERS =
            Keys.MATCHERS.stream().map(Key::name).collect(Collectors.toCollection(LinkedHashSet::new));
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

    private static final Set<String> KINDS = Set.of("allow", "refuse", "require", "limit", "refused", "allowed");

    /** What a limit can depend on. */
    private static final Set<String> LIMITED = Set.of("user", "group", "from", "listener", "path");

    private static final String A_NEED = "what must be there is a need: require: NAME, needs: {…}.";
    private static final String AN_EXCEPTION =
            "only an exception ends by itself: unless: {group: devices, expires: 2027-06-30}.";
    private static final String THE_RULE = "it belongs to the rule as a whole.";
    private static final String THE_POLICY =
            "it holds for all rules and limits, so it stands at the top of the policy.";
    private static final String THE_WHOLE =
            "it stands in the file that includes this one. Here are `groups`, `networks`,"
                    + " `rules` and further `include`.";
    private static final String A_LIMIT =
            "a limit is for `user`, `group`, `from`, `listener` and `path`. What depends on" + " more is for a rule.";
    private static final String A_BOX = "an assertion has matchers only: it says which requests are meant.";

    static final Schema FILE = of("key", "file").knowing(Keys.FILE).elsewhere(AN_EXCEPTION, "expires");
    static final Schema INCLUDED = of("key", "file")
            .knowing(Keys.INCLUDED)
            .elsewhere(
                    THE_WHOLE,
                    Keys.FILE.stream()
                            .filter(key -> !Keys.INCLUDED.contains(key))
                            .map(Key::name)
                            .toArray(String[]::new));
    static final Schema RULE = of("matcher", "rule")
            .knowing(Keys.RULE)
            .knowing(Keys.MATCHERS)
            .elsewhere(A_NEED, "tls", "cipher", "data", "resumption", "close-notify")
            .elsewhere(AN_EXCEPTION, "expires")
            .elsewhere(THE_POLICY, "show-rule");
    static final Schema UNLESS = of("matcher", "exception")
            .knowing(Keys.UNLESS)
            .knowing(Keys.MATCHERS)
            .elsewhere(A_NEED, "tls", "cipher", "data", "resumption", "close-notify", "needs")
            .elsewhere(THE_RULE, "mode", "reply")
            .elsewhere("exceptions have no exceptions: make it a list of narrower ones.", "unless");
    static final Schema NEEDS = of("need", "needs")
            .knowing(Keys.NEEDS)
            .elsewhere(
                    "it says when the rule holds, so it stands beside `needs`.",
                    Stream.of(MATCHERS, List.of("unless", "reply", "mode", "why"))
                            .flatMap(Collection::stream)
                            .filter(key -> !List.of("control", "certificate", "account")
                                    .contains(key))
                            .toArray(String[]::new));
    static final Schema LIMIT = of("key", "limit")
            .knowing(Keys.LIMIT)
            .knowing(Keys.MATCHERS.stream()
                    .filter(key -> LIMITED.contains(key.name()))
                    .toList())
            .elsewhere(
                    A_LIMIT,
                    MATCHERS.stream().filter(key -> !LIMITED.contains(key)).toArray(String[]::new))
            .elsewhere(A_LIMIT, "unless", "needs", "tls", "cipher", "data")
            .elsewhere(AN_EXCEPTION, "expires")
            .elsewhere(THE_POLICY, "show-rule");
    static final Schema ASSERTION = of("matcher", "assertion")
            .knowing(Keys.ASSERTION)
            .knowing(Keys.MATCHERS)
            .elsewhere(A_BOX, "needs", "unless", "reply", "mode", "expires", "tls", "cipher", "data");
    static final Schema TEST = of("word", "test").knowing(Keys.TEST);
    static final Schema REPLIES = of("key", "file").knowing(Keys.REPLIES);
    static final Schema WORDING = of("key", "file").knowing(Keys.WORDING);

    /** The names of the keys that belong here. */
    Set<String> known() {
        return keys.keySet();
    }

    /** Why an unknown key is not ignored. */
    String reason(Optional<String> meant) {
        if (meant.filter(KINDS::contains).isPresent()) {
            return "Not ignored, because the " + whole + " would do nothing without it.";
        }
        if (meant.map(each -> MATCHERS.contains(each) || each.equals("unless")).orElse(noun.equals("matcher"))) {
            boolean whom = meant.filter(List.of("group", "user")::contains).isPresent();
            if (whole.equals("needs") || whole.equals("test")) {
                return others();
            }
            return "Not ignored, because the " + whole + " without it would cover "
                    + (whom && !whole.equals("exception") ? "everybody." : "more.");
        }
        return noun.equals("matcher") ? "Nothing is ignored here." : others();
    }

    private String others() {
        String all = "known are " + String.join(", ", known()) + ".";
        return switch (whole) {
            case "needs" -> "Not ignored, because the rule would need less without it; " + all;
            case "test" -> "Not ignored, because the test would ask something else without it; " + all;
            default -> "Nothing is ignored here; " + all;
        };
    }

    private static Schema of(String noun, String whole) {
        return new Schema(noun, whole, Map.of(), Map.of(), LISTABLE);
    }

    private Schema knowing(List<Key> more) {
        Map<String, Key> all = new LinkedHashMap<>(keys);
        more.forEach(key -> all.put(key.name(), key));
        return new Schema(noun, whole, Collections.unmodifiableMap(all), elsewhere, listable);
    }

    private Schema elsewhere(String where, String... names) {
        Map<String, String> all = new LinkedHashMap<>(elsewhere);
        Stream.of(names).forEach(name -> all.put(name, where));
        return new Schema(noun, whole, keys, all, listable);
    }
}
