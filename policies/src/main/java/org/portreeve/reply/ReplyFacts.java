package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known when a reply is sent, to fill the placeholders of its text. Never account codes, never passwords.
 *
 * @param values as they are; they are made fit for the wire when they are used
 * @param words what is said of some of these values, in the language of the reply
 * @param showsRule whether the reply names the rule behind its text ({@code show-rule: true})
 */
public record ReplyFacts(Map<Placeholder, String> values, Map<Placeholder, Word> words, boolean showsRule) {
    /** Nothing is known. */
    public static final ReplyFacts NONE = new ReplyFacts(Map.of(), Map.of(), false);

    public ReplyFacts {
        values = Map.copyOf(values);
        words = Map.copyOf(words);
    }

    /** The same with one value more. It is made fit for the wire when it is used. */
    public ReplyFacts with(Placeholder placeholder, String value) {
        Map<Placeholder, String> more = new EnumMap<>(Placeholder.class);
        more.putAll(values);
        more.put(placeholder, value);
        Map<Placeholder, Word> fewer = new EnumMap<>(Placeholder.class);
        fewer.putAll(words);
        fewer.remove(placeholder);
        return new ReplyFacts(more, fewer, showsRule);
    }

    /** The same with one value more, of which the reply says a word in its own language. */
    public ReplyFacts with(Placeholder placeholder, String value, Word word) {
        ReplyFacts plain = with(placeholder, value);
        Map<Placeholder, Word> more = new EnumMap<>(Placeholder.class);
        more.putAll(plain.words);
        more.put(placeholder, word);
        return new ReplyFacts(plain.values, more, showsRule);
    }

    /** The same with all values of the other one besides. */
    public ReplyFacts and(ReplyFacts other) {
        ReplyFacts all = this;
        for (Map.Entry<Placeholder, String> value : other.values.entrySet()) {
            Word word = other.words.get(value.getKey());
            all = word == null
                    ? all.with(value.getKey(), value.getValue())
                    : all.with(value.getKey(), value.getValue(), word);
        }
        return other.showsRule ? all.showingRule() : all;
    }

    /** The same, and the reply names the rule behind its text ({@code show-rule: true}). */
    public ReplyFacts showingRule() {
        return new ReplyFacts(values, words, true);
    }

    /** The value as it may go over the wire. */
    Optional<String> value(Placeholder placeholder, Words language) {
        Word word = words.get(placeholder);
        return Optional.ofNullable(values.get(placeholder))
                .map(placeholder::safe)
                .map(value -> word == null ? value : placeholder.cut(language.say(word, value)));
    }
}
