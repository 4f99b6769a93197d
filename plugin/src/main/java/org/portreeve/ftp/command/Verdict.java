package org.portreeve.ftp.command;

import java.util.List;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.reply.SymbolicReply;

/** What becomes of a command. */
sealed interface Verdict {

    Verdict PASS = new Pass();

    /** FtpServer runs it. */
    record Pass() implements Verdict {}

    /** FtpServer's own command runs, although FtpServer would refuse it at this point. */
    record Run() implements Verdict {}

    /** The client hears no. */
    record Refuse(Refusal refusal) implements Verdict {}

    /**
     * Portreeve answers in FtpServer's place.
     *
     * @param symbol the reply's meaning
     * @param lines lines of text in place of the vocabulary's; empty for the vocabulary's own
     */
    record Answer(SymbolicReply symbol, List<String> lines) implements Verdict {}

    /** Words that no vocabulary has, or a value that programs read. */
    record Fact(int code, String value) implements Verdict {}

    static Verdict refuse(SymbolicReply reply, List<String> rules) {
        return new Refuse(new Refusal(reply, rules));
    }

    /** Refuses what the protocol itself forbids; {@code name} stands in the log. */
    static Verdict outOfOrder(SymbolicReply reply, String name) {
        return new Refuse(Refusal.builtIn(reply, name));
    }

    static Verdict answer(SymbolicReply symbol) {
        return new Answer(symbol, List.of());
    }
}
