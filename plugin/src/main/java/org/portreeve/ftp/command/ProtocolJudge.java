package org.portreeve.ftp.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.SymbolicReply;

/** Answers in FtpServer's place where FtpServer would answer otherwise than the RFCs have it. */
final class ProtocolJudge {

    /** What the standards let a client say before login, and FtpServer could answer well if it let itself. */
    private static final Set<String> BEFORE_LOGIN = Set.of("HELP", "SYST", "NOOP", "OPTS", "ABOR", "REIN");

    /** What others see to, before login too. */
    private static final Set<String> SEEN_TO =
            Set.of("USER", "PASS", "AUTH", "QUIT", "PROT", "PBSZ", "FEAT", "ALLO", "AVBL");

    private static final Set<String> MECHANISMS = Set.of("TLS", "SSL");

    private ProtocolJudge() {}

    /** Decides what FtpServer should not; passes the rest, and everything if nobody wants repairs. */
    static Verdict judge(SessionState session, CommandLine command) {
        return session.conformance() == Conformance.OFF
                ? Verdict.PASS
                : asWanted(session, command, verdict(session, command));
    }

    /** As {@link #judge}, of what the command names. Asked last: what a policy hides is not given away by its absence. */
    static Verdict judgeTarget(SessionState session, CommandLine command) {
        return session.conformance() == Conformance.OFF
                ? Verdict.PASS
                : asWanted(session, command, target(session, command));
    }

    private static Verdict asWanted(SessionState session, CommandLine command, Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return verdict;
        }
        session.deviates(command.shownVerb() + ": answered in the server's place");
        return session.conformance() == Conformance.REPAIR ? verdict : Verdict.PASS;
    }

    private static Verdict verdict(SessionState session, CommandLine command) {
        return switch (command.verb()) {
            case "" -> Verdict.outOfOrder(SymbolicReply.COMMAND_UNRECOGNIZED, "empty-line");
            case "USER" -> user(session, command);
            case "PASS" ->
                session.isLoggedIn() && !session.isAccountOwed()
                        ? Verdict.answer(SymbolicReply.SUPERFLUOUS)
                        : Verdict.PASS;
            case "ACCT" ->
                session.isLoggedIn() || session.isAccountOwed()
                        ? Verdict.PASS
                        : Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "login-first");
            case "AUTH" -> auth(session, command.argument());
            case "ADAT" -> Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "no-exchange-under-way");
            case "MIC", "CONF", "ENC" ->
                session.isControlProtected()
                        ? Verdict.outOfOrder(SymbolicReply.PROTECTED_COMMAND_UNSUPPORTED, "protected-command")
                        : Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "auth-first");
            case "CCC" ->
                session.isControlProtected()
                        ? Verdict.outOfOrder(SymbolicReply.CLEAR_CHANNEL_REFUSED, "clear-channel")
                        : Verdict.outOfOrder(SymbolicReply.NOT_PROTECTED, "clear-channel");
            default -> session.isLoggedIn() ? afterLogin(session, command) : beforeLogin(session, command.verb());
        };
    }

    /** FtpServer hangs up on both: on USER without a name, and on another name while somebody is logged in. */
    private static Verdict user(SessionState session, CommandLine command) {
        String name = command.argument();
        if (name == null) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "name-missing");
        }
        boolean other = session.isLoggedIn()
                && !session.isAccountOwed()
                && !name.equals(session.ftp().getUser().getName());
        return other ? Verdict.outOfOrder(SymbolicReply.LOGIN_REFUSED, "logged-in-already") : Verdict.PASS;
    }

    /** RFC 2228 §3: 504 for a mechanism that is not known. */
    private static Verdict auth(SessionState session, @Nullable String mechanism) {
        if (mechanism == null
                || session.isControlProtected()
                || session.ftp().getListener().getSslConfiguration() == null
                || MECHANISMS.contains(mechanism.toUpperCase(Locale.ROOT))) {
            return Verdict.PASS;
        }
        return Verdict.outOfOrder(SymbolicReply.MECHANISM_UNKNOWN, "mechanism");
    }

    private static Verdict beforeLogin(SessionState session, String verb) {
        if (SEEN_TO.contains(verb)) {
            return Verdict.PASS;
        }
        if (session.context().getCommandFactory().getCommand(verb) == null) {
            boolean known = Catalogue.shipped().replies(verb).answers().contains(502);
            return Verdict.outOfOrder(
                    known ? SymbolicReply.NOT_IMPLEMENTED : SymbolicReply.COMMAND_UNRECOGNIZED, "unknown-command");
        }
        return BEFORE_LOGIN.contains(verb) ? new Verdict.Run() : Verdict.PASS;
    }

    private static Verdict afterLogin(SessionState session, CommandLine command) {
        return switch (command.verb()) {
            case "EPSV", "EPRT" -> NetworkProtocol.judge(session, command);
            default -> Verdict.PASS;
        };
    }

    private static Verdict target(SessionState session, CommandLine command) {
        return switch (command.verb()) {
            case "MLSD" -> directory(session, command);
            case "RNFR" -> existing(session, command);
            default -> Verdict.PASS;
        };
    }

    /** FtpServer takes any name, and finds out at RNTO. */
    private static Verdict existing(SessionState session, CommandLine command) {
        Optional<FtpFile> file = named(session, command);
        return file.isEmpty() || file.get().doesExist()
                ? Verdict.PASS
                : Verdict.outOfOrder(SymbolicReply.NOT_FOUND, "not-there");
    }

    /** RFC 3659 §7.2.1: 501 for what is no directory; FtpServer lists it, or nothing. */
    private static Verdict directory(SessionState session, CommandLine command) {
        Optional<FtpFile> file = named(session, command);
        if (file.isEmpty() || file.get().isDirectory()) {
            return Verdict.PASS;
        }
        return noDirectory(file.get());
    }

    /** What is said of something that is to be a directory and is none. */
    static Verdict noDirectory(FtpFile file) {
        return file.doesExist()
                ? Verdict.outOfOrder(SymbolicReply.NOT_A_DIRECTORY, "no-directory")
                : Verdict.outOfOrder(SymbolicReply.NOT_FOUND, "not-there");
    }

    /** Nothing where the command itself will say what is wrong with the name. */
    private static Optional<FtpFile> named(SessionState session, CommandLine command) {
        FileSystemView view = session.ftp().getFileSystemView();
        try {
            return Paths.of(command, view).stream().findFirst();
        } catch (FtpException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
