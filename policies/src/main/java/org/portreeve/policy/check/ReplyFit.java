package org.portreeve.policy.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.reply.SymbolicReply;

/**
 * Which refusals can be the answer to an operation, by what they say. The codes that they have are those of the
 * vocabulary's table of legal replies.
 */
public final class ReplyFit {

    /** Housekeeping that is about a directory: 550 is an answer to it. */
    private static final Set<String> WALKING = Set.of("CWD", "CDUP", "PWD");

    private ReplyFit() {}

    /** Whether a client can be told so when it tries this. */
    public static boolean fits(SymbolicReply reply, Operation operation) {
        return switch (operation) {
            case CONNECT -> reply == SymbolicReply.SERVICE_UNAVAILABLE;
            case LOGIN -> fitsLogin(reply);
            case WRITE_CREATE, WRITE_OVERWRITE, WRITE_APPEND -> reply != SymbolicReply.LOGIN_REFUSED;
            case LIST, READ -> reply != SymbolicReply.LOGIN_REFUSED && reply != SymbolicReply.QUOTA_EXCEEDED;
            case MKDIR, RENAME_TO ->
                reply != SymbolicReply.LOGIN_REFUSED && reply != SymbolicReply.DATA_PROTECTION_REQUIRED;
            case LOOK, DELETE, RENAME_FROM, RMDIR, ATTRIBUTES, SITE ->
                reply != SymbolicReply.LOGIN_REFUSED
                        && reply != SymbolicReply.DATA_PROTECTION_REQUIRED
                        && reply != SymbolicReply.QUOTA_EXCEEDED;
        };
    }

    /** Whether a client can be told so when it sends this housekeeping verb. */
    public static boolean fits(SymbolicReply reply, String verb) {
        return switch (reply) {
            case SERVICE_UNAVAILABLE, TLS_REQUIRED, TLS_TOO_WEAK, CERTIFICATE_REQUIRED, NOT_PERMITTED, TRY_LATER ->
                true;
            case LOGIN_REFUSED -> verb.equals("ACCT");
            case DATA_PROTECTION_REQUIRED -> verb.equals("PROT");
            case NOT_FOUND -> WALKING.contains(verb);
            default -> false;
        };
    }

    /** The plain no to an operation, or to housekeeping (null). */
    public static SymbolicReply plain(@Nullable Operation operation) {
        if (operation == Operation.CONNECT) {
            return SymbolicReply.SERVICE_UNAVAILABLE;
        }
        return operation == Operation.LOGIN ? SymbolicReply.LOGIN_REFUSED : SymbolicReply.NOT_PERMITTED;
    }

    private static boolean fitsLogin(SymbolicReply reply) {
        return switch (reply) {
            case SERVICE_UNAVAILABLE,
                    TLS_REQUIRED,
                    TLS_TOO_WEAK,
                    CERTIFICATE_REQUIRED,
                    LOGIN_REFUSED,
                    ACCOUNT_REQUIRED,
                    TRY_LATER -> true;
            default -> false;
        };
    }
}
