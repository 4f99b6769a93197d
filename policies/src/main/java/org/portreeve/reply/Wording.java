package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Code and text by phase of one symbolic reply.
 *
 * @param plain a text without placeholders, said where one of them cannot be filled
 * @param words of the language of the texts
 */
record Wording(Map<ReplyPhase, Integer> codes, Map<ReplyPhase, Template> texts, String plain, Words words) {
    Wording {
        codes = Map.copyOf(codes);
        texts = Map.copyOf(texts);
        int phases = ReplyPhase.values().length;
        if (codes.size() != phases || texts.size() != phases) {
            throw new IllegalArgumentException("a reply needs a code and a text in each phase");
        }
    }

    int code(ReplyPhase phase) {
        return in(codes, phase);
    }

    Template text(ReplyPhase phase) {
        return in(texts, phase);
    }

    Wording withCode(ReplyPhase phase, int code) {
        return new Wording(changed(codes, phase, code), texts, plain, words);
    }

    Wording withText(ReplyPhase phase, Template text) {
        return new Wording(codes, changed(texts, phase, text), plain, words);
    }

    Wording withPlain(String text) {
        return new Wording(codes, texts, text, words);
    }

    /** With this text in all phases. */
    Wording translated(Translations.Translation translation, @Nullable Words language) {
        Map<ReplyPhase, Template> translated = new EnumMap<>(ReplyPhase.class);
        for (ReplyPhase phase : ReplyPhase.values()) {
            translated.put(phase, translation.text());
        }
        String other = translation.plain();
        return new Wording(codes, translated, other == null ? plain : other, language == null ? words : language);
    }

    private static <T> Map<ReplyPhase, T> changed(Map<ReplyPhase, T> before, ReplyPhase phase, T value) {
        Map<ReplyPhase, T> after = new EnumMap<>(before);
        after.put(phase, value);
        return after;
    }

    private static <T> T in(Map<ReplyPhase, T> map, ReplyPhase phase) {
        T value = map.get(phase);
        if (value == null) {
            throw new IllegalStateException("a reply has a code and a text in each phase");
        }
        return value;
    }
}
