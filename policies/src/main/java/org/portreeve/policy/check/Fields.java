package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Lookalikes;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.policy.source.Span;

/** A mapping whose keys were checked against a schema: nothing unknown and nothing twice is left in it. */
final class Fields {
    private static final String MERGE = "<<";

    private final Map<String, Mapping.Entry> byKey = new LinkedHashMap<>();
    private final Span span;

    private Fields(Span span) {
        this.span = span;
    }

    static Fields of(Mapping mapping, Schema schema, Diagnostics findings) {
        Fields fields = new Fields(mapping.span());
        for (Mapping.Entry entry : mapping.entries()) {
            fields.take(entry, schema, findings);
        }
        return fields;
    }

    /** A mapping whose keys are names that the admin made up. */
    static Fields declared(Mapping mapping, Diagnostics findings) {
        Fields fields = new Fields(mapping.span());
        mapping.entries().forEach(entry -> fields.put(entry, false, findings));
        return fields;
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Mapping.Entry::value);
    }

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** Where the key itself stands, or the mapping begins. */
    Span keySpan(String key) {
        Mapping.Entry entry = byKey.get(key);
        return entry == null ? span : entry.key().span();
    }

    /** Where the value stands, or the mapping begins. */
    Span valueSpan(String key) {
        Mapping.Entry entry = byKey.get(key);
        return entry == null ? span : entry.value().span();
    }

    Map<String, Mapping.Entry> entries() {
        return byKey;
    }

    Span span() {
        return span;
    }

    private void take(Mapping.Entry entry, Schema schema, Diagnostics findings) {
        Scalar key = entry.key();
        if (schema.known().contains(key.text())) {
            put(entry, schema.listable().contains(key.text()), findings);
        } else if (key.damaged()) {
            return;
        } else if (schema.elsewhere().containsKey(key.text())) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    key.span(),
                    quote(key.text()) + " does not go here",
                    String.valueOf(schema.elsewhere().get(key.text())));
        } else {
            reportUnknown(entry, schema, findings);
        }
    }

    private static void reportUnknown(Mapping.Entry entry, Schema schema, Diagnostics findings) {
        Scalar key = entry.key();
        Optional<String> meant = Words.nearest(Lookalikes.read(key.text()), schema.known());
        String hint = meant.map(each -> "did you mean `" + each + "`? ").orElse("");
        findings.error(
                Code.UNKNOWN_KEY,
                key.span(),
                "unknown " + schema.noun() + " " + quote(key.text()),
                key.text().equals(MERGE)
                        ? "merge keys have no place in a policy: write out what it would bring in."
                        : foreign(key.text(), hint) + schema.reason(meant));
    }

    private static String foreign(String key, String hint) {
        OptionalInt letter = Lookalikes.first(key);
        return letter.isPresent()
                ? "`%s` (U+%04X) only looks like a Latin letter%s"
                        .formatted(
                                Character.toString(letter.getAsInt()),
                                letter.getAsInt(),
                                hint.isEmpty() ? ". " : ": " + hint)
                : hint;
    }

    private void put(Mapping.Entry entry, boolean listable, Diagnostics findings) {
        String key = entry.key().text();
        Mapping.Entry first = byKey.putIfAbsent(key, entry);
        if (first == null) {
            return;
        }
        String help = "first on line " + first.key().span().line() + "; one of the two would be lost.";
        Optional<String> list = listable ? joined(first.value(), entry.value()) : Optional.empty();
        findings.error(
                Code.DUPLICATE_KEY,
                entry.key().span(),
                quote(key) + " given twice",
                help
                        + list.map(text -> " Make it one list: " + key + ": " + text)
                                .orElse(""));
    }

    private static Optional<String> joined(Node a, Node b) {
        List<Node> items = Stream.of(a, b).flatMap(Fields::items).toList();
        boolean simple = items.stream()
                .allMatch(each -> each instanceof Scalar scalar && scalar.text().length() < 60);
        return simple && items.size() <= 8
                ? Optional.of(
                        items.stream().map(each -> ((Scalar) each).text()).collect(Collectors.joining(", ", "[", "]")))
                : Optional.empty();
    }

    private static Stream<Node> items(Node node) {
        return node instanceof Sequence sequence ? sequence.items().stream() : Stream.of(node);
    }
}
