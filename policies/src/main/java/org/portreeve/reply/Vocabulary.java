package org.portreeve.reply;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The replies in force: which code and text each symbolic reply has in each phase. Immutable. */
public final class Vocabulary {
    private final Map<SymbolicReply, Wording> wordings;

    /** Taken as it is: nobody else may keep it. */
    Vocabulary(Map<SymbolicReply, Wording> wordings) {
        this.wordings = wordings;
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
        String text = template.fill(facts, phase)
                .filter(each ->
                        template.isFixed() || ReplyRules.misleading(each).isEmpty())
                .orElse(wording.plain());
        boolean marked =
                facts.showsRule() && phase != ReplyPhase.LOGIN && symbol.isRefusal() && !template.has(Placeholder.RULE);
        String mark =
                marked ? facts.value(Placeholder.RULE).map(Vocabulary::mark).orElse("") : "";
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
        return other instanceof Vocabulary vocabulary && wordings.equals(vocabulary.wordings);
    }

    @Override
    public int hashCode() {
        return wordings.hashCode();
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
     * The same catalogue with another text for a symbol.
     *
     * @throws IllegalArgumentException if {@link ReplyRules#faultOf} finds fault with it
     */
    public Vocabulary withText(SymbolicReply symbol, String text) {
        Vocabulary changed = this;
        for (ReplyPhase phase : ReplyPhase.values()) {
            changed = changed.withText(symbol, phase, text);
        }
        return ReplyRules.placeholders(text).isEmpty()
                ? with(symbol, changed.wording(symbol).withPlain(text))
                : changed;
    }

    /** As {@link #withText(SymbolicReply, String)}, in one phase. */
    public Vocabulary withText(SymbolicReply symbol, ReplyPhase phase, String text) {
        ReplyRules.faultOf(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return with(symbol, wording(symbol).withText(phase, Template.parse(text)));
    }

    private Vocabulary with(SymbolicReply symbol, Wording wording) {
        Map<SymbolicReply, Wording> changed = new EnumMap<>(wordings);
        changed.put(symbol, wording);
        return new Vocabulary(changed);
    }

    private Wording wording(SymbolicReply symbol) {
        Wording wording = wordings.get(symbol);
        if (wording == null) {
            throw new IllegalStateException("no wording for " + symbol.symbol());
        }
        return wording;
    }
}
