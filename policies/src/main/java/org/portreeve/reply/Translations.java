package org.portreeve.reply;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of symbolic replies in other languages than English. What has none in a language is said in English. Immutable.
 *
 * @param texts by language, in the order in which they are offered
 * @param words of those languages that are shipped
 * @param permitted the languages that may be offered besides English; null for all
 * @param standard in which those hear who ask for no language
 */
record Translations(
        Map<LanguageTag, Map<SymbolicReply, Translation>> texts,
        Map<LanguageTag, Words> words,
        @Nullable Set<LanguageTag> permitted,
        LanguageTag standard) {

    private static final List<String> SHIPPED = List.of("de", "fr", "es", "ja", "zh");

    /**
     * One text in one language.
     *
     * @param plain a text without placeholders, or null for the English one
     */
    record Translation(Template text, @Nullable String plain) {}

    static Translations shipped() {
        return Shipped.TRANSLATIONS;
    }

    private static Translations load() {
        Map<LanguageTag, Map<SymbolicReply, Translation>> texts = new LinkedHashMap<>();
        Map<LanguageTag, Words> words = new LinkedHashMap<>();
        for (String language : SHIPPED) {
            DataFile file = DataFile.read("texts-" + language + ".yaml");
            texts.put(new LanguageTag(language), read(file));
            words.put(new LanguageTag(language), Words.read(file));
        }
        return new Translations(texts, words, null, LanguageTag.ENGLISH);
    }

    private static Map<SymbolicReply, Translation> read(DataFile file) {
        Map<SymbolicReply, Translation> texts = new EnumMap<>(SymbolicReply.class);
        for (Object key : file.fields().keySet()) {
            if (Words.isKey(key)) {
                continue;
            }
            SymbolicReply symbol = SymbolicReply.of((String) key)
                    .orElseThrow(() -> new IllegalStateException(file.name() + ": no symbol " + key));
            boolean two = file.fields().get(key) instanceof Map<?, ?>;
            String text = two ? file.at(key).text("text") : file.text(symbol.symbol());
            String plain = two ? file.at(key).text("plain") : text;
            file.require(ReplyRules.faultOfTranslation(symbol, text).isEmpty(), "text of " + key);
            file.require(ReplyRules.faultOfTranslation(symbol, plain).isEmpty(), "plain text of " + key);
            texts.put(symbol, new Translation(Template.parse(text), plain));
        }
        return texts;
    }

    /** English, and what there are texts in, less what must not be offered. */
    List<LanguageTag> languages() {
        List<LanguageTag> languages = new ArrayList<>(List.of(LanguageTag.ENGLISH));
        texts.keySet().stream().filter(this::permits).forEach(languages::add);
        return List.copyOf(languages);
    }

    boolean permits(LanguageTag language) {
        return permitted == null || language.equals(LanguageTag.ENGLISH) || permitted.contains(language);
    }

    /** The language to answer in. */
    LanguageTag choose(@Nullable String asked) {
        if (asked == null) {
            return standard;
        }
        List<LanguageTag> offered = languages();
        return LanguageTag.of(asked)
                .flatMap(tag -> tag.lookup().stream().filter(offered::contains).findFirst())
                .orElse(LanguageTag.ENGLISH);
    }

    /** The wordings in a language. */
    Map<SymbolicReply, Wording> translate(Map<SymbolicReply, Wording> wordings, LanguageTag language) {
        Map<SymbolicReply, Wording> translated = new EnumMap<>(wordings);
        Optional.ofNullable(texts.get(language))
                .orElse(Map.of())
                .forEach((symbol, translation) -> translated.computeIfPresent(
                        symbol, (same, wording) -> wording.translated(translation, words.get(language))));
        return translated;
    }

    Translations permitting(Set<LanguageTag> languages) {
        return new Translations(texts, words, Set.copyOf(languages), standard);
    }

    Translations speaking(LanguageTag language) {
        return new Translations(texts, words, permitted, language);
    }

    /** With a text more; where it has placeholders, what was plain before stays so. */
    Translations with(LanguageTag language, SymbolicReply symbol, Template text) {
        Map<SymbolicReply, Translation> known = texts.getOrDefault(language, Map.of());
        Translation before = known.get(symbol);
        String plain = text.placeholders().isEmpty() ? text.source() : before == null ? null : before.plain();
        Map<SymbolicReply, Translation> changed = new EnumMap<>(SymbolicReply.class);
        changed.putAll(known);
        changed.put(symbol, new Translation(text, plain));
        Map<LanguageTag, Map<SymbolicReply, Translation>> all = new LinkedHashMap<>(texts);
        all.put(language, changed);
        return new Translations(all, words, permitted, standard);
    }

    /** Without the texts of a symbol: they translate words that are no longer said. */
    Translations without(SymbolicReply symbol) {
        Map<LanguageTag, Map<SymbolicReply, Translation>> less = new LinkedHashMap<>();
        texts.forEach((language, known) -> less.put(
                language,
                known.entrySet().stream()
                        .filter(entry -> entry.getKey() != symbol)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        return new Translations(less, words, permitted, standard);
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        private static final Translations TRANSLATIONS = load();
    }
}
