package org.portreeve.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portreeve.policy.PossibleReply;

/**
 * What there is to say of one reply, status or error, ready to be printed.
 *
 * @param text the standard's own text
 * @param rules what brings it about; empty if no policy was asked
 */
record ReplyCard(
        String kind, int code, String name, String text, List<Line> lines, Optional<List<PossibleReply>> rules) {
    private static final String LABELLED = "\n  %-12s%s";
    private static final String NEXT_LINE = "\n" + " ".repeat(14);

    /**
     * One thing to say.
     *
     * @param key in JSON
     * @param label for people
     * @param values sentences or words
     * @param isList whether there can be more of them than one
     */
    record Line(String key, String label, List<String> values, boolean isList) {

        String text() {
            return String.join(isSentences() ? " " : ", ", values);
        }

        /** The same in columns: sentences that stand by themselves each begin a line. */
        private String words() {
            return LABELLED.formatted(label, isSentences() ? String.join(NEXT_LINE, values) : text());
        }

        private boolean isSentences() {
            return key.equals("disputes");
        }
    }

    /** Lines without values are left out. */
    ReplyCard {
        lines = lines.stream().filter(each -> !each.values().isEmpty()).toList();
    }

    /** Where the reference page has it. */
    String anchor() {
        return kind.equals("sftp") ? name : String.valueOf(code);
    }

    String words() {
        StringBuilder words = new StringBuilder()
                .append(code)
                .append(' ')
                .append(name)
                .append(": ")
                .append(text);
        lines.forEach(each -> words.append(each.words()));
        rules.ifPresent(all -> words.append(LABELLED.formatted(
                "rules",
                all.isEmpty()
                        ? "none of this policy"
                        : all.stream().map(ReplyCard::rule).distinct().collect(Collectors.joining(", ")))));
        return words.toString();
    }

    Json json() {
        Json json =
                new Json().put("kind", kind).put("code", code).put("name", name).put("text", text);
        lines.forEach(each -> json.put(each.key(), each.isList() ? each.values() : each.text()));
        rules.ifPresent(
                all -> json.put("rules", all.stream().map(ReplyCard::ruleJson).toList()));
        return json;
    }

    private static String rule(PossibleReply each) {
        return each.id() + each.place().map(place -> " (" + place + ")").orElse("") + " by "
                + each.reply().symbol() + (each.observed() ? ", only observed" : "");
    }

    private static Json ruleJson(PossibleReply each) {
        return new Json()
                .put("rule", each.id())
                .put("file", each.place().map(place -> place.file()))
                .put("line", each.place().map(place -> place.span().line()))
                .put("reply", each.reply().symbol())
                .put("phase", each.phase().name().toLowerCase(Locale.ROOT))
                .put("observed", each.observed());
    }
}
