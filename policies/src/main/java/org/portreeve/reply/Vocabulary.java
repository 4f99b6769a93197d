package org.portreeve.reply;

/** The catalogue in force: which code and text each symbolic reply has in each phase. Immutable. */
public final class Vocabulary {

    private Vocabulary() {}

    /** The catalogue as shipped. */
    public static Vocabulary standard() {
        return new Vocabulary();
    }

    /** The reply that a symbol means in a phase. */
    public Reply reply(SymbolicReply symbol, ReplyPhase phase) {
        throw new UnsupportedOperationException(symbol.symbol() + phase);
    }
}
