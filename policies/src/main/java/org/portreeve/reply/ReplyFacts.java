package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known when a reply is sent, to fill the placeholders of its text. Never account codes, never passwords.
 *
 * @param values as they are; they are made fit for the wire when they are used
 * @param showsRule whether the reply names the rule behind its text ({@code show-rule: true})
 */
public record ReplyFacts(Map<Placeholder, String> values, boolean showsRule) {
    /** Nothing is known. */
    public static final ReplyFacts NONE = new ReplyFacts(Map.of(), false);

    public ReplyFacts {
        values = Map.copyOf(values);
    }

    /** The same with one value more. It is made fit for the wire when it is used. */
    public ReplyFacts with(Placeholder placeholder, String value) {
        Map<Placeholder, String> more = new EnumMap<>(Placeholder.class);
        more.putAll(values);
        more.put(placeholder, value);
        return new ReplyFacts(more, showsRule);
    }

    /** The same with all values of the other one besides. */
    public ReplyFacts and(ReplyFacts other) {
        ReplyFacts all = this;
        for (Map.Entry<Placeholder, String> value : other.values.entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        return other.showsRule ? all.showingRule() : all;
    }

    /** The same, and the reply names the rule behind its text ({@code show-rule: true}). */
    public ReplyFacts showingRule() {
        return new ReplyFacts(values, true);
    }

    /** The value as it may go over the wire. */
    Optional<String> value(Placeholder placeholder) {
        return Optional.ofNullable(values.get(placeholder)).map(placeholder::safe);
    }
}
