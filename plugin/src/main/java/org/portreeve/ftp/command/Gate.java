package org.portreeve.ftp.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.portreeve.ftp.conformance.OwnReply;
import org.portreeve.ftp.file.GuardedView;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.MalformedLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.Verb;
import org.portreeve.reply.ReplyClass;
import org.portreeve.reply.SymbolicReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last filter before FtpServer's handler: every command comes in through it, every reply goes out through it.
 *
 * <p>Whatever goes wrong in here refuses: the client hears 421 and the session ends.
 */
public final class Gate extends IoFilterAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String CONNECT = "CONNECT";

    /** Replies that a client may leave unread before it is taken for one that never reads, in bytes. */
    private static final long MAX_UNREAD = 64 * 1024L;

    /** Lines that are none, after which a client is no FTP client; each of them costs a reply and a line of audit. */
    private static final int MAX_MALFORMED = 50;

    private static final FtpReply STOCK_MALFORMED = new DefaultFtpReply(501, "Invalid character in command");

    /** How long a client may leave them unread, in milliseconds. */
    private static final int PATIENCE = 2_000;

    /** Why a session ends when the server does. */
    public static final Refusal SERVER_STOPS = Refusal.builtIn(SymbolicReply.SERVICE_UNAVAILABLE, "server-stops");

    private final Judge judge;
    private final BooleanSupplier serverStops;
    private final Crowd crowd;
    private final Waiting waiting;
    private final boolean quotaAtLogin;

    /**
     * @param waiting is told of transfers and listings
     * @param quotaAtLogin whether users hear of their quotas when they have logged in
     * @param serverStops whether the server takes no new sessions any more
     */
    public Gate(StorageLimits limits, Crowd crowd, Waiting waiting, BooleanSupplier serverStops, boolean quotaAtLogin) {
        this.waiting = waiting;
        this.judge = new CommandJudge(limits, crowd);
        this.crowd = crowd;
        this.serverStops = serverStops;
        this.quotaAtLogin = quotaAtLogin;
    }

    // ---- in

    @Override
    public void sessionOpened(NextFilter next, IoSession io) {
        SessionState session = SessionState.of(io);
        if (session == null) {
            io.closeNow();
            return;
        }
        try {
            Optional<Refusal> refusal = serverStops.getAsBoolean()
                    ? Optional.of(SERVER_STOPS)
                    : crowd.refusalOfConnection(session).or(() -> refusalOfConnect(session));
            if (refusal.isEmpty()) {
                next.sessionOpened(io);
            } else {
                io.write(session.refused(refusal.get()));
                session.finish();
            }
        } catch (Throwable t) { // an Error would leave the client without an answer
            fault(session, t);
        }
    }

    private static Optional<Refusal> refusalOfConnect(SessionState session) {
        Session facts = session.facts();
        if (session.ftp().getListener().isImplicitSsl()) {
            facts = new Session(
                    null,
                    facts.address(),
                    facts.listener(),
                    Channel.PROTECTED,
                    facts.data(),
                    facts.account(),
                    facts.handshake());
        }
        Decision decision = session.counsel().decide(facts, Operation.CONNECT, CONNECT, null, Request.UNKNOWN_SIZE);
        return decision.refusal().map(reply -> new Refusal(reply, decision.rules()));
    }

    @Override
    public void messageReceived(NextFilter next, IoSession io, Object message) {
        SessionState session = SessionState.of(io);
        if (session == null) {
            io.closeNow();
            return;
        }
        try {
            if (session.isFinished()) {
                return;
            }
            if (leavesRepliesUnread(io)) {
                session.abandon("the client sends commands and does not read the replies");
            } else if (message instanceof String line) {
                takeTurn(next, io, session, CommandLine.parse(line));
            } else if (message instanceof MalformedLine line) {
                session.begin(new CommandLine("", "", null));
                io.write(
                        session.isStock()
                                ? STOCK_MALFORMED
                                : session.refused(Refusal.builtIn(line.reply(), "malformed-line")));
                if (session.malformedLine() >= MAX_MALFORMED) {
                    session.finish();
                }
            } else {
                session.abandon("neither a command line nor a refusal of one");
            }
        } catch (Throwable t) { // an Error would leave the client without an answer
            fault(session, t);
        } finally {
            endTurn(io, session);
            if (session.hasClearBytesBehindAuth() && !session.isBusy()) {
                dismiss(io, session);
            }
        }
    }

    /** A command that nobody answered, be it the server or another Ftplet, is answered now. */
    private static void endTurn(IoSession io, SessionState session) {
        if (!session.isFinished() && io.isConnected() && !io.isClosing()) {
            session.dialogue().owed().ifPresent(io::write);
        }
        session.end();
        session.lineDone();
    }

    /** AUTH was refused, but what came behind it is lost: that is said, unless a handshake is to come. */
    private static void dismiss(IoSession io, SessionState session) {
        if (!session.isFinished() && !session.awaitsTls()) {
            session.begin(new CommandLine("", "", null));
            io.write(session.refused(
                    Refusal.builtIn(SymbolicReply.SERVICE_UNAVAILABLE, "bytes-in-the-clear-behind-auth")));
            session.end();
        }
        session.finish();
    }

    private static boolean leavesRepliesUnread(IoSession io) throws InterruptedException {
        for (int i = 0; i < PATIENCE && io.getScheduledWriteBytes() > MAX_UNREAD && io.isConnected(); i++) {
            Thread.sleep(1);
        }
        return io.getScheduledWriteBytes() > MAX_UNREAD;
    }

    private void takeTurn(NextFilter next, IoSession io, SessionState session, CommandLine command) throws Exception {
        session.begin(command);
        if (command.verb().equals("AUTH") && !isOurs(session, command)) {
            session.writeAsServerDoes();
        } else {
            session.writeDirectly();
        }
        Verdict verdict = judge.judge(session, command);
        if (verdict instanceof Verdict.Pass) {
            pass(next, io, command);
        } else if (verdict instanceof Verdict.Run) {
            run(session, command);
        } else if (verdict instanceof Verdict.Answer answer) {
            io.write(reply(session, answer));
        } else if (verdict instanceof Verdict.Fact fact) {
            io.write(new OwnReply(fact.code(), fact.value()));
        } else if (verdict instanceof Verdict.Refuse refuse) {
            session.ftp().resetState();
            if (Verb.usesDataConnection(command.verb())) {
                session.ftp().getDataConnection().closeDataConnection();
            }
            io.write(session.refused(refuse.refusal()));
            if (session.hasFailedTooOften()) {
                session.finish();
            }
        }
    }

    private void pass(NextFilter next, IoSession io, CommandLine command) {
        if (!Verb.usesDataConnection(command.verb())) {
            next.messageReceived(io, command.forServer());
            return;
        }
        waiting.leave();
        try {
            next.messageReceived(io, command.forServer());
        } finally {
            waiting.comeBack();
        }
    }

    private static boolean isOurs(SessionState session, CommandLine auth) {
        return session.context().getCommandFactory().getCommand(auth.verb()) instanceof AuthCommand;
    }

    private static FtpReply reply(SessionState session, Verdict.Answer answer) {
        FtpReply reply = session.answer(answer.symbol());
        return answer.lines().isEmpty() ? reply : new OwnReply(reply.getCode(), String.join("\n", answer.lines()));
    }

    /** Runs one of FtpServer's own commands, which it would refuse at this point. */
    private static void run(SessionState session, CommandLine command) throws Exception {
        FtpServerContext context = session.context();
        context.getCommandFactory()
                .getCommand(command.verb())
                .execute(session.ftp(), context, new DefaultFtpRequest(command.forServer()));
    }

    private static void fault(SessionState session, Throwable t) {
        LOG.error("refusing session {}: a fault in the enforcement itself", session.id(), t);
        try {
            session.ftp().write(session.refused(Refusal.builtIn(SymbolicReply.SERVICE_UNAVAILABLE, "fault")));
            session.finish();
        } catch (Throwable again) { // then without a word, but never without an end
            session.abandon("not even a refusal can be written: " + again);
        }
    }

    // ---- out

    @Override
    public void filterWrite(NextFilter next, IoSession io, WriteRequest request) {
        SessionState session = SessionState.of(io);
        if (session == null || !(request.getMessage() instanceof FtpReply reply)) {
            next.filterWrite(io, request);
            return;
        }
        List<FtpReply> chosen = session.dialogue().check(choose(session, reply));
        if (chosen.isEmpty()) {
            request.getFuture().setWritten();
        }
        for (FtpReply each : chosen) {
            session.replied(each.getCode());
            next.filterWrite(
                    io,
                    each == reply
                            ? request
                            : new DefaultWriteRequest(each, request.getFuture(), request.getDestination()));
            if (session.isEnding()
                    || each.getCode() == FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION) {
                session.finish();
            }
        }
    }

    private FtpReply choose(SessionState session, FtpReply reply) {
        if (!ReplyClass.isCode(reply.getCode())) {
            return reply;
        }
        ReplyClass kind = ReplyClass.of(reply.getCode());
        if (kind == ReplyClass.PRELIMINARY) {
            session.transferBegins();
            return reply;
        }
        if (session.isAbortWanted() && session.dialogue().isPreliminarySent() && kind != ReplyClass.COMPLETION) {
            session.takeNoted(); // RFC 959 §4.1.3: first the transfer ends, then ABOR is answered
            return session.answer(SymbolicReply.TRANSFER_ABORTED);
        }
        Optional<Refusal> noted = session.takeNoted();
        if (noted.isPresent()) {
            return session.refused(noted.get());
        }
        CommandLine command = session.current();
        if (command == null) {
            return reply;
        }
        List<String> remarks = kind == ReplyClass.COMPLETION ? session.takeRemarks() : List.of();
        if (!remarks.isEmpty()) {
            return new OwnReply(reply.getCode(), String.join("\n", remarks) + "\n" + reply.getMessage());
        }
        return switch (command.verb()) {
            case "AUTH" -> afterAuth(session, reply, kind);
            case "PASS", "USER" -> kind == ReplyClass.COMPLETION ? afterLogin(session, command, reply) : reply;
            case "ACCT" -> kind == ReplyClass.COMPLETION ? withQuota(session, reply) : reply;
            case "REIN" -> afterReinitialization(session, reply);
            default -> reply;
        };
    }

    private static FtpReply afterAuth(SessionState session, FtpReply reply, ReplyClass kind) {
        if (kind == ReplyClass.COMPLETION) {
            afterSecurityExchange(session);
        } else {
            session.expectNoTls();
        }
        return reply;
    }

    private static void afterSecurityExchange(SessionState session) {
        if (session.isStock()) {
            session.loginIsOlderThanTls();
        } else {
            session.securityRestarted();
        }
    }

    private static FtpReply afterReinitialization(SessionState session, FtpReply reply) {
        session.forgetLogin();
        session.speakStandardLanguage();
        return reply;
    }

    /** The password was right; whether that is enough is the policy's to say, by the name that really logged in. */
    private FtpReply afterLogin(SessionState session, CommandLine command, FtpReply reply) {
        if (!session.isLoggedIn()) {
            return reply;
        }
        FileSystemView view = session.ftp().getFileSystemView();
        if (view instanceof GuardedView guarded) {
            guarded.serve(session);
        }
        Optional<Refusal> crowded = session.isStock() ? Optional.empty() : crowd.refusalOfLogin(session);
        Optional<Refusal> refusal = crowded.or(() -> LoginJudge.refusalAfterPassword(session, command));
        if (refusal.isEmpty()) {
            return withQuota(session, reply);
        }
        if (refusal.get().reply() == SymbolicReply.ACCOUNT_REQUIRED) {
            FtpReply askForAccount = session.refused(refusal.get());
            session.oweAccount();
            return askForAccount;
        }
        FtpReply refused = session.refused(refusal.get());
        session.logOut();
        return refused;
    }

    private FtpReply withQuota(SessionState session, FtpReply reply) {
        if (!quotaAtLogin || session.isStock()) {
            return reply;
        }
        List<String> lines = QuotaJudge.atLogin(session);
        return lines.isEmpty()
                ? reply
                : new OwnReply(reply.getCode(), String.join("\n", lines) + "\n" + reply.getMessage());
    }

    // ---- faults

    @Override
    public void exceptionCaught(NextFilter next, IoSession io, Throwable cause) {
        if (cause instanceof SSLException || (cause instanceof IllegalStateException && !io.isSecured())) {
            LOG.info("closing session {}: TLS failed: {}", io.getId(), cause.getMessage());
            io.closeNow();
        } else if (cause instanceof IOException) {
            LOG.debug("closing session {}", io.getId(), cause);
            io.closeNow();
        } else {
            LOG.error("closing session {}", io.getId(), cause);
            io.closeNow();
        }
    }
}
