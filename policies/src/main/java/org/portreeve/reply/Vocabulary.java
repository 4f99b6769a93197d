package org.portreeve.reply;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        return Shipped.PROFILES.standard();
    }

    /** The catalogue with the codes of a profile, or nothing if there is no such profile. */
    public static Optional<Vocabulary> profile(String name) {
        return Shipped.PROFILES.profile(name);
    }

    /** The names that {@link #profile} knows. */
    public static Set<String> profiles() {
        return Shipped.PROFILES.names();
    }

    /** The reply that a symbol means in a phase. */
    public Reply reply(SymbolicReply symbol, ReplyPhase phase) {
        return wording(symbol).reply(phase);
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
        ReplyRules.faultOf(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return with(symbol, wording(symbol).withText(text));
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

    /** Read once, when first asked for. */
    private static final class Shipped {
        private static final Profiles PROFILES = Profiles.load();
    }
}
