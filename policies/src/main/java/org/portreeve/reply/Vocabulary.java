package org.portreeve.reply;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The replies in force: which code and text each symbolic reply has in each phase. Immutable. */
public final class Vocabulary {
    private final Map<SymbolicReply, Wording> wordings;
    private final Translations translations;

    /** What it is a translation of; null if it is none. */
    private final @Nullable Vocabulary original;

    private final boolean strict;

    /** As many as there are languages. */
    private final Map<LanguageTag, Vocabulary> translated = new ConcurrentHashMap<>();

    /** Taken as it is: nobody else may keep it. */
    Vocabulary(Map<SymbolicReply, Wording> wordings) {
        this(wordings, Translations.shipped(), null, false);
    }

    private Vocabulary(
            Map<SymbolicReply, Wording> wordings,
            Translations translations,
            @Nullable Vocabulary original,
            boolean strict) {
        this.wordings = wordings;
        this.translations = translations;
        this.original = original;
        this.strict = strict;
    }

    /** The same replies, with codes of the tables of the RFCs alone, or as they are. */
    public Vocabulary strictly(boolean on) {
        return new Vocabulary(wordings, translations, null, on);
    }

    /** Whether a refusal has another code where its own is none that an RFC gives to the command. */
    public boolean isStrict() {
        return strict;
    }

    /** The catalogue as shipped. */
    public static Vocabulary standard() {
        return ReplyProfile.PORTREEVE.vocabulary();
    }

    /** The reply that a symbol means in a phase, in words that need no facts. */
    public Reply reply(SymbolicReply symbol, ReplyPhase phase) {
        return reply(symbol, phase, ReplyFacts.NONE);
    }

    /**
     * The reply that a symbol means in a phase. Where a placeholder of its text is unknown, or not to be said in this phase,
     * it is said in words that need no facts; so it is where a value would make clients see something else.
     */
    public Reply reply(SymbolicReply symbol, ReplyPhase phase, ReplyFacts facts) {
        Wording wording = wording(symbol);
        Template template = wording.text(phase);
        String text = template.fill(facts, phase, wording.words())
                .filter(each ->
                        template.isFixed() || ReplyRules.misleading(each).isEmpty())
                .orElse(wording.plain());
        boolean marked =
                facts.showsRule() && phase != ReplyPhase.LOGIN && symbol.isRefusal() && !template.has(Placeholder.RULE);
        String mark = marked
                ? facts.value(Placeholder.RULE, wording.words())
                        .map(Vocabulary::mark)
                        .orElse("")
                : "";
        return new Reply(wording.code(phase), text + mark);
    }

    /** What names a rule behind a text. */
    static String mark(String rule) {
        return " [rule " + rule + "]";
    }

    /** The text of a symbol in a phase as it was written, placeholders and all. */
    public String text(SymbolicReply symbol, ReplyPhase phase) {
        return wording(symbol).text(phase).source();
    }

    /**
     * The same replies in another language. What has no text in it is said in English.
     *
     * @param language as a client asked for it; what is not offered is English. Null for who asked for none
     */
    public Vocabulary in(@Nullable String language) {
        if (original != null) {
            return original.in(language);
        }
        LanguageTag chosen = translations.choose(language);
        return chosen.equals(LanguageTag.ENGLISH)
                ? this
                : translated.computeIfAbsent(
                        chosen,
                        tag -> new Vocabulary(translations.translate(wordings, tag), translations, this, strict));
    }

    /** The languages that replies can be given in, English first. */
    public List<LanguageTag> languages() {
        return translations.languages();
    }

    /** Whether a language may be offered, if there are texts in it. */
    public boolean permits(LanguageTag language) {
        return translations.permits(language);
    }

    /** The language of those who asked for none. */
    public LanguageTag language() {
        return translations.standard();
    }

    /** The same, which offers no more than these languages and English. */
    public Vocabulary withLanguages(Set<LanguageTag> languages) {
        return new Vocabulary(wordings, translations.permitting(languages), null, strict);
    }

    /** The same, which says this to those who ask for no language. */
    public Vocabulary withLanguage(LanguageTag language) {
        return new Vocabulary(wordings, translations.speaking(language), null, strict);
    }

    /**
     * The same with another text for a symbol in a language.
     *
     * @throws IllegalArgumentException if {@link ReplyRules#faultOfTranslation} finds fault with it
     */
    public Vocabulary withText(LanguageTag language, SymbolicReply symbol, String text) {
        ReplyRules.faultOfTranslation(symbol, text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return new Vocabulary(wordings, translations.with(language, symbol, Template.parse(text)), null, strict);
    }

    /**
     * What SFTP says for a symbol: a status that the version knows, with the symbol's text.
     *
     * @param version 3 to 6
     */
    public SftpReply sftpReply(SymbolicReply symbol, int version) {
        if (version < SftpReply.OLDEST || version > SftpReply.NEWEST) {
            throw new IllegalArgumentException("not a version of SFTP: " + version);
        }
        return Catalogue.shipped()
                .sftp(symbol, version, reply(symbol, ReplyPhase.COMMAND).text());
    }

    /** Whether both answer everything alike. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vocabulary vocabulary
                && wordings.equals(vocabulary.wordings)
                && translations.equals(vocabulary.translations)
                && strict == vocabulary.strict;
    }

    @Override
    public int hashCode() {
        return 31 * wordings.hashCode() + translations.hashCode();
    }

    /** Every code that is known, in ascending order. */
    public Collection<ReplyCode> codes() {
        return Catalogue.shipped().codes();
    }

    /** What is known of one code. */
    public Optional<ReplyCode> code(int code) {
        return Catalogue.shipped().code(code);
    }

    /**
     * The same catalogue with another code for a symbol in a phase.
     *
     * @throws IllegalArgumentException if the code is not in the catalogue, or turns a refusal into something else;
     *     {@link ReplyRules#canMean} tells beforehand
     */
    public Vocabulary withCode(SymbolicReply symbol, ReplyPhase phase, int code) {
        if (code(code).isEmpty() || !ReplyRules.canMean(symbol, phase, code)) {
            throw new IllegalArgumentException(code + " cannot mean " + symbol.symbol());
        }
        return with(symbol, wording(symbol).withCode(phase, code));
    }

    /**
     * The same catalogue with another text for a symbol, in all languages: what was said in other languages is a translation
     * of something else.
     *
     * @throws IllegalArgumentException if {@link ReplyRules#faultOf} finds fault with it
     */
    public Vocabulary withText(SymbolicReply symbol, String text) {
        Vocabulary changed = this;
        for (ReplyPhase phase : ReplyPhase.values()) {
            changed = changed.withText(symbol, phase, text);
        }
        return ReplyRules.placeholders(text).isEmpty()
                ? changed.with(symbol, changed.wording(symbol).withPlain(text))
                : changed;
    }

    /** As {@link #withText(SymbolicReply, String)}, in one phase. */
    public Vocabulary withText(SymbolicReply symbol, ReplyPhase phase, String text) {
        ReplyRules.faultOf(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return new Vocabulary(wordings, translations.without(symbol), null, strict)
                .with(symbol, wording(symbol).withText(phase, Template.parse(text)));
    }

    private Vocabulary with(SymbolicReply symbol, Wording wording) {
        Map<SymbolicReply, Wording> changed = new EnumMap<>(wordings);
        changed.put(symbol, wording);
        return new Vocabulary(changed, translations, null, strict);
    }

    private Wording wording(SymbolicReply symbol) {
        Wording wording = wordings.get(symbol);
        if (wording == null) {
            throw new IllegalStateException("no wording for " + symbol.symbol());
        }
        return wording;
    }
}
