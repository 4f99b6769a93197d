package org.portreeve.ftp.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.ServerFtpStatistics;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.AuditEvent;
import org.portreeve.audit.Nearly;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.conformance.Dialogue;
import org.portreeve.ftp.conformance.OwnReply;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.Verb;
import org.portreeve.quota.MemoryLedger;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.reply.LanguageTag;
import org.portreeve.reply.Reply;
import org.portreeve.reply.ReplyFacts;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that Portreeve knows of one control connection. FtpServer runs the commands of a session one after the other, so
 * most of it belongs to that turn; what the I/O thread or a shutdown touches is volatile or atomic.
 */
public final class SessionState {

    private static final Logger LOG = LoggerFactory.getLogger(SessionState.class);
    private static final String ATTRIBUTE = "org.portreeve.session";
    private static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");
    private static final Set<String> LOGIN_VERBS = Set.of("USER", "PASS", "ACCT");
    private static final int MANY_WAITING = 256;
    private static final int FEW_WAITING = 32;
    private static final int GRACE_MILLIS = 20;

    private static final Set<String> QUICK = Set.of("NOOP", "TYPE", "MODE", "STRU", "EPSV", "PASV", "REST", "SYST");
    private static final DirectWriter DIRECT = new DirectWriter();

    private final Object writing = new Object();
    private final Enforcement enforcement;
    private final Counsel counsel;
    private final Retries retries;
    private final FtpIoSession ftp;
    private final IoSession io;
    private final FtpServerContext context;
    private final String listener;
    private final LineBuffer lines;
    private final Dialogue dialogue;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> paused = new AtomicReference<>();
    private final List<Runnable> atEnd = new ArrayList<>();

    private volatile boolean awaitsTls;
    private volatile boolean clearBytesBehindAuth;
    private volatile @Nullable CommandLine current;
    private volatile @Nullable Session facts;
    private volatile @Nullable Handshake handshake;
    private volatile boolean finished;
    private volatile boolean gone;
    private volatile boolean abortWanted;
    private volatile long movedBefore;
    private volatile boolean statAllowed;

    private @Nullable String claimedUser;
    private @Nullable String account;
    private boolean accountOwed;
    private int malformedLines;
    private long announcedSize = Request.UNKNOWN_SIZE;
    private boolean bufferSizeSet;
    private boolean loginOlderThanTls;
    private @Nullable Operation operation;
    private @Nullable String path;
    private @Nullable String renamesFrom;
    private long carried;
    private boolean held;
    private boolean recorded;
    private @Nullable Refusal noted;
    private final List<String> remarks = new ArrayList<>();
    private @Nullable QuotaLedger ownLedger;
    private boolean ending;

    public SessionState(Enforcement enforcement, FtpIoSession ftp, FtpServerContext context, String listener) {
        this.enforcement = enforcement;
        this.counsel = new Counsel(enforcement, this);
        this.lines = new LineBuffer(() -> enforcement.conformance() == Conformance.OFF
                && enforcement.ruling().policy().allowsEverything());
        this.dialogue = new Dialogue(enforcement.conformance(), this::deviates);
        this.retries = new Retries(enforcement, this);
        this.ftp = ftp;
        this.io = ftp.getFilterChain().getSession();
        this.context = context;
        this.listener = listener;
    }

    /** The state of a session, or null if the session was opened before Portreeve was in charge. */
    public static @Nullable SessionState of(IoSession session) {
        return (SessionState) session.getAttribute(ATTRIBUTE);
    }

    /** As {@link #of(IoSession)}. */
    public static @Nullable SessionState of(FtpSession session) {
        return (SessionState) session.getAttribute(ATTRIBUTE);
    }

    /** Makes {@link #of} find it. */
    public void attach() {
        ftp.setAttribute(ATTRIBUTE, this);
        speakStandardLanguage();
    }

    /** The client asks for no language: FtpServer's own texts are in the standard one too, where it has them. */
    public void speakStandardLanguage() {
        LanguageTag standard = counsel.vocabulary().language();
        ftp.setLanguage(standard.equals(LanguageTag.ENGLISH) ? null : standard.value());
    }

    /** The policy's word for this session. */
    public Counsel counsel() {
        return counsel;
    }

    /** What was refused of it and its user a short while ago. */
    public Retries retries() {
        return retries;
    }

    public FtpIoSession ftp() {
        return ftp;
    }

    public FtpServerContext context() {
        return context;
    }

    public String id() {
        return ftp.getSessionId().toString();
    }

    // ---- facts

    /**
     * Whether TLS holds: the handshake is complete, not merely asked for. MINA's own session knows that in all its
     * versions; FtpServer's wrapper around it only knows whether the filter is there.
     */
    public boolean isControlProtected() {
        return io.isSecured();
    }

    public boolean isLoggedIn() {
        return ftp.isLoggedIn();
    }

    /** The facts that a policy judges by, as they are now. */
    public Session facts() {
        User user = ftp.getUser();
        String name = user == null || accountOwed ? claimedUser : user.getName();
        boolean controlProtected = isControlProtected();
        boolean dataProtected = controlProtected && ftp.getDataConnection().isSecure();
        Channel control = controlProtected ? Channel.PROTECTED : Channel.CLEAR;
        Channel data = dataProtected ? Channel.PROTECTED : Channel.CLEAR;
        Session known = facts;
        if (known == null
                || known.control() != control
                || known.data() != data
                || !Objects.equals(known.user(), name)
                || !Objects.equals(known.account(), account)) {
            known = new Session(name, address(), listener, control, data, account, handshake(controlProtected));
            facts = known;
        }
        return known;
    }

    private @Nullable Handshake handshake(boolean controlProtected) {
        if (!controlProtected) {
            handshake = null;
        } else if (handshake == null) {
            handshake = TlsFacts.of(io, enforcement.clock().instant());
        }
        return handshake;
    }

    /** The control connection's TLS session; null if it cannot be had. */
    @Nullable
    SSLSession controlTls() {
        return io.isSecured() ? TlsFacts.session(io) : null;
    }

    InstantSource clock() {
        return enforcement.clock();
    }

    /** The running command as a question to a policy, under other facts than those of this moment if need be. */
    Request request(Session under) {
        String verb = current == null ? "" : current.verb();
        Operation asked = operation == null ? Verb.operation(verb, true, false).orElse(Operation.SITE) : operation;
        return new Request(under, asked, verb, path, announcedSize, clock().instant());
    }

    /** The client's address. */
    public InetAddress address() {
        return ((InetSocketAddress) ftp.getRemoteAddress()).getAddress();
    }

    public @Nullable String claimedUser() {
        return claimedUser;
    }

    /** Whether the password was right but an account code is still owed, so that nobody is logged in yet. */
    public boolean isAccountOwed() {
        return accountOwed;
    }

    /** Whether PBSZ was accepted under the present protection. */
    public boolean isBufferSizeSet() {
        return bufferSizeSet;
    }

    /** Whether a transfer is under way or any other command runs. */
    public boolean isBusy() {
        return current != null || waiting.get() > 0;
    }

    // ---- changes of the dialogue

    public void claim(String user) {
        claimedUser = user;
    }

    public void oweAccount() {
        accountOwed = true;
    }

    public void takeAccount(String code) {
        account = code;
        accountOwed = false;
    }

    /** ALLO (RFC 959 §4.1.3): the next upload will have so many bytes, or {@link Request#UNKNOWN_SIZE}. */
    public void announce(long bytes) {
        announcedSize = bytes;
    }

    public long announcedSize() {
        return announcedSize;
    }

    public void bufferSizeSet() {
        bufferSizeSet = true;
    }

    /** Forgets who is logged in, here and in FtpServer. */
    public void logOut() {
        ftp.reinitialize();
        forgetLogin();
    }

    /** Forgets what belonged to a login that FtpServer has ended itself. */
    public void forgetLogin() {
        claimedUser = null;
        account = null;
        accountOwed = false;
    }

    /** The protection of the control connection begins anew: RFC 4217 wants login, PBSZ and PROT again. */
    public void securityRestarted() {
        logOut();
        bufferSizeSet = false;
        loginOlderThanTls = false;
    }

    /** A login in the clear lives on under TLS, as FtpServer has it; no rule looks at it, for now. */
    public void loginIsOlderThanTls() {
        loginOlderThanTls = isLoggedIn();
    }

    /** Whether the login came in the clear and TLS only then, so that it is worth nothing to a rule. */
    public boolean isLoginOlderThanTls() {
        return loginOlderThanTls;
    }

    /** Counts a failed login with FtpServer. */
    public void loginFailed() {
        if (context.getFtpStatistics() instanceof ServerFtpStatistics statistics) {
            statistics.setLoginFail(ftp);
        }
        ftp.increaseFailedLogins();
    }

    /** Whether the server's own limit of failed logins is reached. */
    public boolean hasFailedTooOften() {
        int max = context.getConnectionConfig().getMaxLoginFailures();
        return max != 0 && ftp.getFailedLogins() >= max;
    }

    // ---- the turn of one command

    /**
     * Notices on the I/O thread that a client wants the running transfer to end, before that line has its turn. QUIT and
     * REIN let it come to its end (RFC 959 §4.1.1).
     */
    void noticeAbort(String line) {
        if (current != null && CommandLine.parse(line).verb().equals("ABOR")) {
            abortWanted = true;
            if (dialogue.isPreliminarySent()) {
                ftp.getDataConnection().closeDataConnection();
            }
        }
    }

    /**
     * Answers STAT on the I/O thread while a transfer is under way, which goes on (RFC 959 §4.1.3); false if it is to wait
     * for its turn like any other command.
     */
    boolean tellsProgress(String line) {
        CommandLine running = current;
        if (running == null || waiting.get() != 1) {
            return false;
        }
        CommandLine asked = CommandLine.parse(line);
        if (!asked.verb().equals("STAT") || asked.hasArgument() || !dialogue.isPreliminarySent() || !statAllowed) {
            return false;
        }
        io.write(new Aside("211-Status\r\n " + running.verb() + " is under way, about "
                + Math.max(0, moved() - movedBefore) + " bytes so far\r\n211 End of status\r\n"));
        return true;
    }

    /** A transfer begins: whether STAT is answered meanwhile is the policy's to say, in the session's turn. */
    public void transferBegins() {
        statAllowed = !isStock() && counsel.wouldAllow("STAT");
    }

    /** Bytes on control and data connections, both ways. */
    private long moved() {
        return io.getReadBytes() + io.getWrittenBytes();
    }

    /**
     * The control connection is closed, and with it ends a transfer to the client (RFC 959 §3.2). What the client has sent
     * before it went may be all there is, so an upload is looked at when it ends by itself.
     */
    public void hasGone() {
        gone = true;
        CommandLine running = current;
        if (running != null && Verb.usesDataConnection(running.verb()) && !UPLOADS.contains(running.verb())) {
            ftp.getDataConnection().closeDataConnection();
        }
    }

    /** Whether the running transfer has no one to be for: called off, or a download whose client has gone. */
    public boolean isTransferOver() {
        CommandLine running = current;
        return abortWanted || (gone && running != null && !UPLOADS.contains(running.verb()));
    }

    /** Whether the running command is an upload. */
    public boolean isUploading() {
        CommandLine running = current;
        return running != null && UPLOADS.contains(running.verb());
    }

    /** Whether the client asked to end the running transfer. */
    public boolean isAbortWanted() {
        return abortWanted;
    }

    /** Counts a line that was none, and tells how many there were. */
    public int malformedLine() {
        return ++malformedLines;
    }

    public void begin(CommandLine command) {
        abortWanted = false;
        movedBefore = moved();
        carried = 0;
        held = false;
        recorded = false;
        current = command;
        counsel.renew();
        dialogue.begin(command.verb());
        noted = null;
        remarks.clear();
        operation = null;
        path = null;
    }

    public void end() {
        CommandLine done = current;
        if (done != null && !recorded && carried > 0 && Deeds.isTransfer(done.verb())) { // nobody was there to hear it
            record(done, held ? Deeds.COMPLETE : Deeds.BROKEN_OFF);
        }
        if (done != null && UPLOADS.contains(done.verb())) {
            announcedSize = Request.UNKNOWN_SIZE;
        }
        current = null;
        atEnd.forEach(Runnable::run);
        atEnd.clear();
    }

    /** Does something when the turn of the running command ends, whatever its outcome. */
    public void atEnd(Runnable action) {
        atEnd.add(action);
    }

    /**
     * Whether the client has gone away. Where a process dies its connections end in one moment, so the news is given the
     * time that it needs from one of our threads to the other. A client that wants to break off counts as gone, and so
     * does one that said so much that nobody listens to it any more.
     */
    public boolean isGone() throws InterruptedException {
        if (abortWanted || io.isReadSuspended()) {
            return true;
        }
        for (int i = 0; i < GRACE_MILLIS && io.isConnected() && !io.isClosing(); i++) {
            Thread.sleep(1);
        }
        return !io.isConnected() || io.isClosing();
    }

    /** The command whose turn it is, or null between commands. */
    public @Nullable CommandLine current() {
        return current;
    }

    /** What the current command was judged as. */
    public void judgedAs(Operation judgedOperation, String judgedPath) {
        operation = judgedOperation;
        path = judgedPath;
    }

    /** Whether the current command was judged as this. */
    public boolean wasJudgedAs(Operation asked, String askedPath) {
        return asked == operation && askedPath.equals(path);
    }

    /** The replies to the running command. */
    public Dialogue dialogue() {
        return dialogue;
    }

    /** What becomes of replies that no RFC gives to the command. */
    public Conformance conformance() {
        return enforcement.conformance();
    }

    /** Whether all is to be as it would be without Portreeve: nothing to repair, and no rule to enforce. */
    public boolean isStock() {
        return conformance() == Conformance.OFF && counsel.policy().allowsEverything();
    }

    /** Counts what the server does otherwise than the RFCs have it; {@code what} names it in few words. */
    public void deviates(String what) {
        if (enforcement.deviations().add(what)) {
            LOG.info(
                    "not as the RFCs have it ({}): {}",
                    enforcement.conformance().symbol(),
                    what);
        }
    }

    /** Notes why the running command is going to fail; the reply that FtpServer then writes is replaced. */
    public void note(Refusal refusal) {
        boolean otherwiseThanStock = refusal.reply() == SymbolicReply.DATA_PROTECTION_FAILED && isStock();
        if (noted == null && !abortWanted && !otherwiseThanStock) { // who breaks off knows why it fails
            noted = refusal;
            if (refusal.reply() == SymbolicReply.DATA_PROTECTION_FAILED) {
                protectionFailed();
            }
        }
    }

    /** Clients that read or list take the refusal for final; some that store do not (lftp). */
    private void protectionFailed() {
        CommandLine command = current;
        if (command != null && isUploading() && !isStock()) {
            retries.protectionFailed(path == null ? command.argumentOrNothing() : path);
        }
    }

    /** Takes the noted refusal, if there is one. */
    public Optional<Refusal> takeNoted() {
        Optional<Refusal> refusal = Optional.ofNullable(noted);
        noted = null;
        return refusal;
    }

    /** Strict vocabularies keep to the tables of the RFCs; and nobody chose that PWD, say, has no 530. */
    private Reply lawful(SymbolicReply symbol, Reply reply) {
        return symbol == SymbolicReply.NOT_LOGGED_IN || vocabulary().isStrict()
                ? new Reply(dialogue.lawful(reply.code()), reply.text())
                : reply;
    }

    /** The reply for a refusal at this point of the dialogue; the refusal is written to the audit log. */
    public OwnReply refused(Refusal refusal) {
        ReplyFacts sayable = SayableFacts.of(
                this, refusal, path, counsel.policy(), enforcement.clock().instant());
        Reply reply = lawful(refusal.reply(), vocabulary().reply(refusal.reply(), phase(), sayable));
        refusal.rules().forEach(enforcement.refused()::add);
        ending |= refusal.ends();
        CommandLine command = current;
        recorded = true;
        AuditEvent.Origin origin = origin(facts(), command == null ? "CONNECT" : command.shownVerb(), path);
        enforcement
                .audit()
                .write(new AuditEvent.Refused(
                        origin,
                        refusal.rules(),
                        refusal.reply().symbol(),
                        reply.code(),
                        refusal.detail(),
                        refusal.retry()));
        return new OwnReply(reply);
    }

    /**
     * A limit is nearly reached.
     *
     * @param facts what the client is told of it with the reply to the running command; null for nothing
     */
    public void nearlyFull(Nearly nearly, @Nullable ReplyFacts facts) {
        enforcement.warned().add(nearly.limit());
        CommandLine command = current;
        String verb = command == null ? "CONNECT" : command.shownVerb();
        enforcement.audit().write(new AuditEvent.QuotaWarning(origin(facts(), verb, path), nearly));
        if (facts != null) {
            remarks.add(vocabulary()
                    .reply(SymbolicReply.QUOTA_WARNING, ReplyPhase.TRANSFER, facts)
                    .text());
        }
    }

    /** What the client is told besides the reply to the running command; each is said once. */
    public List<String> takeRemarks() {
        List<String> all = List.copyOf(remarks);
        remarks.clear();
        return all;
    }

    /** Where is counted what this session alone may do. */
    public QuotaLedger ledger() {
        QuotaLedger own = ownLedger;
        if (own == null) {
            own = new MemoryLedger();
            ownLedger = own;
        }
        return own;
    }

    /** Whether the refusal that was sent last ends the session. */
    public boolean isEnding() {
        return ending;
    }

    /** Writes down what limits in {@code mode: observe} would have refused. */
    public void wouldRefuse(List<String> limits) {
        limits.forEach(enforcement.observed()::add);
        CommandLine command = current;
        String verb = command == null ? "CONNECT" : command.shownVerb();
        enforcement.audit().write(new AuditEvent.WouldRefuse(origin(facts(), verb, path), limits));
    }

    /** The running command has moved bytes over its data connection. */
    public void carried(long bytes) {
        carried += bytes;
    }

    /** Writes down what the server has done for the client, or has not, as it says so. */
    public void replied(int code) {
        CommandLine command = current;
        if (command == null || recorded || !Deeds.isOne(command.verb(), code)) {
            return;
        }
        if (command.verb().equals("RNFR")) {
            renamesFrom = whereabouts(command);
            return;
        }
        record(command, code);
    }

    /** The transfer is complete, whether the client will hear of it or not. */
    public void transferHeld() {
        held = true;
    }

    private void record(CommandLine command, int code) {
        recorded = true;
        String from = command.verb().equals("RNTO") ? renamesFrom : null;
        AuditEvent.Origin origin = origin(facts(), command.shownVerb(), whereabouts(command));
        enforcement
                .audit()
                .write(
                        code < 400
                                ? new AuditEvent.Done(origin, code, from, carried)
                                : new AuditEvent.Failed(origin, code, carried));
    }

    private @Nullable String whereabouts(CommandLine command) {
        return path == null && Deeds.isAboutFiles(command.verb()) ? command.argumentOrNothing() : path;
    }

    AuditEvent.Origin origin(Session facts, String verb, @Nullable String virtualPath) {
        return new AuditEvent.Origin(
                id(),
                facts.user(),
                facts.address().getHostAddress(),
                facts.listener(),
                facts.control() == Channel.PROTECTED ? "tls" : "clear",
                Verb.isKnown(verb) || verb.equals("CONNECT") ? verb : CommandLine.UNKNOWN,
                virtualPath);
    }

    /** A reply that refuses nothing. */
    public OwnReply answer(SymbolicReply symbol) {
        return new OwnReply(vocabulary().reply(symbol, phase(), SayableFacts.of(this)));
    }

    /** A line of text within a reply to somebody who has logged in. */
    public String say(SymbolicReply symbol, ReplyFacts more) {
        return vocabulary()
                .reply(symbol, ReplyPhase.COMMAND, SayableFacts.of(this).and(more))
                .text();
    }

    /** The replies in the language that the client asked for, or in the standard one. */
    private Vocabulary vocabulary() {
        return counsel.vocabulary().in(ftp.getLanguage());
    }

    private ReplyPhase phase() {
        if (dialogue.isPreliminarySent()) {
            return ReplyPhase.TRANSFER;
        }
        CommandLine command = current;
        boolean login = command == null || LOGIN_VERBS.contains(command.verb());
        return login ? ReplyPhase.LOGIN : ReplyPhase.COMMAND;
    }

    // ---- the I/O thread's part

    LineBuffer lines() {
        return lines;
    }

    /** Whether AUTH has come and not been refused. */
    public boolean awaitsTls() {
        return awaitsTls;
    }

    void expectTls() {
        awaitsTls = true;
    }

    /** AUTH was refused: the dialogue goes on in the clear. */
    public void expectNoTls() {
        awaitsTls = false;
    }

    void clearBytesBehindAuth() {
        clearBytesBehindAuth = true;
        if (current == null && waiting.get() == 0) {
            abandon("bytes in the clear behind AUTH");
        }
    }

    /** Whether the client sent anything in the clear behind AUTH; then nothing it says can be trusted. */
    public boolean hasClearBytesBehindAuth() {
        return clearBytesBehindAuth;
    }

    /**
     * Whether a line can be run on the I/O thread itself, which spares two changes of threads: it touches neither files nor
     * users, nothing of this session is under way, and no other Ftplet wants to see it.
     */
    boolean isQuick(String line) {
        return waiting.get() == 1
                && io.getScheduledWriteBytes() == 0
                && isLoggedIn()
                && QUICK.contains(CommandLine.parse(line).verb())
                && context.getFtpletContainer().getFtplets().size() == 1;
    }

    /** Held by who writes to the control connection. */
    Object writing() {
        return writing;
    }

    /** Replies leave without a detour. MINA's own TLS filter holds locks while it writes, so it keeps its own way. */
    public void writeDirectly() {
        IoFilterChain chain = io.getFilterChain();
        if (DirectWriter.isPossible() && !chain.contains(DirectWriter.NAME) && mayBeFollowed(chain)) {
            chain.addFirst(DirectWriter.NAME, DIRECT);
        }
    }

    private static boolean mayBeFollowed(IoFilterChain chain) {
        IoFilter tls = chain.get(SslFilter.class);
        return tls == null || tls instanceof DirectWriter.Follower;
    }

    /** AUTH comes: its answer and the handshake go MINA's own way. */
    public void writeAsServerDoes() {
        IoFilterChain chain = io.getFilterChain();
        if (chain.contains(DirectWriter.NAME)) {
            chain.remove(DirectWriter.NAME);
        }
    }

    void lineQueued() {
        waiting.incrementAndGet();
    }

    /** Whether so many commands wait that no more should be taken in. */
    boolean isCrowded() {
        return waiting.get() >= MANY_WAITING;
    }

    /**
     * Goes on with {@code reading} when the crowd is gone.
     *
     * @return false if it is gone already, so that the caller can go on itself
     */
    boolean pause(Runnable reading) {
        paused.set(reading);
        return waiting.get() > FEW_WAITING || !paused.compareAndSet(reading, null);
    }

    /** One queued line has had its turn. */
    public void lineDone() {
        if (waiting.decrementAndGet() <= FEW_WAITING) {
            Runnable reading = paused.getAndSet(null);
            if (reading != null) {
                reading.run();
            }
        }
    }

    /** Closes the session at once and ignores whatever else it sent. */
    public void abandon(String why) {
        LOG.warn("closing session {}: {}", id(), why);
        finished = true;
        ftp.closeNow();
    }

    /** Closes the session when all replies are out, and ignores whatever else it sends. */
    public void finish() {
        finished = true;
        ftp.closeOnFlush();
    }

    public boolean isFinished() {
        return finished;
    }
}
