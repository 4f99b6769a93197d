package org.portreeve.ftp.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Session;
import org.portreeve.reply.SymbolicReply;

/** AUTH, PBSZ and PROT (RFC 2228 §3, RFC 4217 §9): the order that the security commands have to keep. */
final class SecurityJudge {

    private static final long MAX_BUFFER_SIZE = 0xFFFF_FFFFL;

    private SecurityJudge() {}

    static Verdict auth(SessionState session, CommandLine command) {
        if (session.hasClearBytesBehindAuth()) {
            return new Verdict.Refuse(
                    Refusal.builtIn(SymbolicReply.SERVICE_UNAVAILABLE, "bytes-in-the-clear-behind-auth"));
        }
        return Verdict.PASS;
    }

    static Verdict pbsz(SessionState session, CommandLine command) {
        return orLenient(session, command, strictPbsz(session, command));
    }

    private static Verdict strictPbsz(SessionState session, CommandLine command) {
        if (!session.isControlProtected()) {
            return Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "auth-first");
        }
        if (!isBufferSize(command.argument())) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "buffer-size");
        }
        session.bufferSizeSet();
        return Verdict.PASS;
    }

    static Verdict prot(SessionState session, CommandLine command) {
        return orLenient(session, command, strictProt(session, command));
    }

    private static Verdict strictProt(SessionState session, CommandLine command) {
        if (!session.isControlProtected()) {
            return Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "auth-first");
        }
        if (!session.isBufferSizeSet() && needsBufferSize(session)) {
            return Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "pbsz-first");
        }
        if (command.argument() == null) {
            return Verdict.PASS;
        }
        return switch (command.argument().toUpperCase(Locale.ROOT)) {
            case "P" -> Verdict.PASS;
            case "C" -> clear(session);
            case "S", "E" -> Verdict.outOfOrder(SymbolicReply.PROTECTION_LEVEL_UNSUPPORTED, "protection-level");
            default -> Verdict.outOfOrder(SymbolicReply.PROTECTION_LEVEL_UNKNOWN, "protection-level");
        };
    }

    /** Clients of implicit TLS, which no RFC has, often leave PBSZ out. */
    private static boolean needsBufferSize(SessionState session) {
        return !session.ftp().getListener().isImplicitSsl()
                || session.counsel().policy().asksForProtection();
    }

    private static Verdict clear(SessionState session) {
        Session facts = session.facts();
        if (session.counsel().policy().refusesClearData(facts)) {
            return Verdict.refuse(
                    SymbolicReply.PROTECTION_LEVEL_DENIED, session.counsel().rulesAgainstClearData());
        }
        return Verdict.PASS;
    }

    /** RFC 2228 §3: a decimal 32-bit unsigned integer. */
    private static boolean isBufferSize(@Nullable String argument) {
        if (argument == null || argument.isEmpty() || argument.length() > 10) {
            return false;
        }
        return argument.chars().allMatch(c -> c >= '0' && c <= '9') && Long.parseLong(argument) <= MAX_BUFFER_SIZE;
    }

    /** Where nobody wants repairs, and no rule asks for protection, FtpServer's own, laxer order is in force. */
    private static Verdict orLenient(SessionState session, CommandLine command, Verdict strict) {
        if (strict instanceof Verdict.Pass
                || session.conformance() == Conformance.REPAIR
                || session.counsel().policy().asksForProtection()) {
            return strict;
        }
        if (session.conformance() == Conformance.REPORT) {
            session.deviates(command.verb() + ": accepted out of order");
        }
        return Verdict.PASS;
    }
}
