package org.portreeve.policy.eval;

import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.reply.SymbolicReply;

/** How a refusal sounds if nobody chose a reply. */
final class Replies {

    private Replies() {}

    /** The plain no to an operation, or to housekeeping (null). */
    static SymbolicReply ofRefusal(@Nullable Operation operation) {
        if (operation == Operation.CONNECT) {
            return SymbolicReply.SERVICE_UNAVAILABLE;
        }
        return operation == Operation.LOGIN ? SymbolicReply.LOGIN_REFUSED : SymbolicReply.NOT_PERMITTED;
    }
}
