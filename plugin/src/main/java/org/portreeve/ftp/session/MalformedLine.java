package org.portreeve.ftp.session;

import org.portreeve.reply.SymbolicReply;

/** Stands in the place of a line that is no command, so that its reply comes in its turn. */
public enum MalformedLine {
    TOO_LONG(SymbolicReply.COMMAND_UNRECOGNIZED),
    BARE_CR_OR_LF(SymbolicReply.COMMAND_UNRECOGNIZED),
    NUL(SymbolicReply.COMMAND_UNRECOGNIZED),
    NOT_UTF8(SymbolicReply.ARGUMENT_INVALID);

    private final SymbolicReply reply;

    MalformedLine(SymbolicReply reply) {
        this.reply = reply;
    }

    public SymbolicReply reply() {
        return reply;
    }
}
