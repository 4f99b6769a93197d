package org.portreeve.ftp;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.management.ObjectName;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletContext;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.impl.DefaultFtpServerContext;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.ServerFtpStatistics;
import org.apache.ftpserver.listener.Listener;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.filter.executor.ExecutorFilter;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.AuditEvent;
import org.portreeve.ftp.command.Crowd;
import org.portreeve.ftp.command.Gate;
import org.portreeve.ftp.command.OurCommands;
import org.portreeve.ftp.data.DataConnections;
import org.portreeve.ftp.data.Quay;
import org.portreeve.ftp.file.GuardedFileSystem;
import org.portreeve.ftp.file.Homes;
import org.portreeve.ftp.file.Scan;
import org.portreeve.ftp.file.StageJournal;
import org.portreeve.ftp.file.Staging;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.reload.Outcome;
import org.portreeve.ftp.reload.PolicyFiles;
import org.portreeve.ftp.reload.Reloader;
import org.portreeve.ftp.reload.StateDirectory;
import org.portreeve.ftp.reload.Status;
import org.portreeve.ftp.session.Enforcement;
import org.portreeve.ftp.session.LineReader;
import org.portreeve.ftp.session.MaskedLog;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.ftp.tls.Certificates;
import org.portreeve.ftp.tls.TlsVersions;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.LedgerOnDemand;
import org.portreeve.reply.Reply;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server under a policy: takes hold of its context, and of each session as it is created. */
final class Harbour {

    private static final Logger LOG = LoggerFactory.getLogger(Harbour.class);

    /** Where FtpServer 1.2 looks for a session's data connections, and under which names it keeps its filters. */
    private static final String DATA_CONNECTION = "org.apache.ftpserver.data-connection";

    private static final String LOGGER = "logger";

    /** Labels log lines on the I/O threads, where no command runs; a twin behind the thread pool labels the others. */
    private static final String IO_THREAD_MDC = "mdcFilter";

    private static final String LINES = "portreeve-lines";
    private static final String GATE = "portreeve-gate";

    private static final long DRAIN_STEP_MILLIS = 20;

    /** For transfers that were broken off at the end of a drain to clean up behind them. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final DefaultFtpServerContext context;
    private final Enforcement enforcement;
    private final List<String> tlsProtocols;
    private final Optional<LentCertificates> certificates;
    private final CommandThreads threads = new CommandThreads();
    private final ExecutorFilter turns = new ExecutorFilter(threads);
    private final Quay quay;
    private final LineReader lines = new LineReader();
    private final MaskedLog log = new MaskedLog();
    private final Gate gate;
    private final StageJournal journal;
    private final LedgerOnDemand ledger;
    private final StorageLimits limits;
    private final Scan scan;
    private final QuotaManagement quota;
    private final Map<Listener, Listener> otherTls = new ConcurrentHashMap<>();
    private final Set<SessionState> sessions = ConcurrentHashMap.newKeySet();
    private final Status status;
    private volatile boolean draining;
    private @Nullable Reloader reloader;
    private Optional<ObjectName> shown = Optional.empty();

    /** What the server begins with, and how it came about. */
    record Start(Ruling ruling, Outcome outcome) {}

    /** The clock on the wall, and the books. */
    record Outside(InstantSource clock, LedgerOnDemand ledger) {}

    private Harbour(
            DefaultFtpServerContext context,
            Enforcement enforcement,
            StorageLimits limits,
            Settings settings,
            StageJournal journal,
            LedgerOnDemand ledger,
            Scan scan) {
        this.ledger = ledger;
        this.limits = limits;
        this.scan = scan;
        this.quota = new QuotaManagement(enforcement, ledger, scan);
        this.context = context;
        this.journal = journal;
        this.enforcement = enforcement;
        this.quay = new Quay(settings.data());
        this.tlsProtocols = settings.tlsProtocols();
        this.certificates = settings.tlsFiles()
                .map(files -> new Certificates(files, settings.tlsProtocols(), enforcement.clock()))
                .map(each -> new LentCertificates(each, context.getListeners().values()));
        this.status = new Status(
                enforcement,
                sessions::size,
                () -> certificates.map(LentCertificates::json).orElse(null),
                () -> limits.counting().orElse(null),
                quota::json);
        this.gate = new Gate(
                limits, new Crowd(sessions, settings.caps()), threads, () -> draining, settings.quotaAtLogin());
    }

    /**
     * Takes charge of a server.
     *
     * @throws LedgerException if the policy needs books and there are none
     * @throws FtpServerConfigurationException if the server is none that can be watched
     */
    static Harbour open(
            FtpletContext context,
            PolicyFiles files,
            Start start,
            Path stateDirectory,
            Settings settings,
            Outside outside)
            throws LedgerException {
        if (!(context instanceof DefaultFtpServerContext server)) {
            throw new FtpServerConfigurationException("this server's context is not one that Portreeve knows");
        }
        if (!(server.getFtpStatistics() instanceof ServerFtpStatistics statistics)) {
            throw new FtpServerConfigurationException("this server's statistics are not told of new connections");
        }
        Ruling ruling = start.ruling();
        Enforcement enforcement = new Enforcement(ruling, outside.clock(), settings.conformance());
        StorageLimits limits = new StorageLimits(
                ruling.policy(), outside.ledger(), outside.clock(), settings.ledgerFailure(), enforcement.audit());
        limits.open(ruling.policy());
        Homes homes = new Homes(server.getUserManager(), server.getFileSystemManager());
        Scan scan = new Scan(
                limits,
                homes,
                outside.clock(),
                each -> enforcement
                        .audit()
                        .write(new AuditEvent.QuotaCorrected(
                                each.book().limit(), each.book().owner(), each.before(), each.now())));
        Harbour harbour = new Harbour(
                server, enforcement, limits, settings, StageJournal.open(stateDirectory), outside.ledger(), scan);
        server.setFileSystemManager(new GuardedFileSystem(
                server.getFileSystemManager(),
                limits,
                new Staging(harbour.journal, settings.durable(), settings.keepsPartial(), settings.sharesFiles())));
        server.setCommandFactory(new OurCommands(server.getCommandFactory()));
        server.setFtpStatistics(harbour.watching(statistics));
        server.getListeners().values().forEach(Harbour::closeUnwatched);
        enforcement
                .audit()
                .write(new AuditEvent.PolicyInForce(
                        ruling.policy().name(),
                        ruling.policy().hash(),
                        start.outcome().kind() == Outcome.Kind.LAST_GOOD ? "last-good" : "start"));
        harbour.sweep();
        limits.attend(homes);
        scan.every(settings.scanEvery());
        harbour.watch(files, start, stateDirectory, settings.reloadEvery());
        return harbour;
    }

    /** FtpServer listens before it starts its Ftplets; whoever came in that early is not watched. */
    private static void closeUnwatched(Listener listener) {
        for (FtpIoSession session : listener.getActiveSessions()) {
            if (SessionState.of(session) == null) {
                session.closeNow();
            }
        }
    }

    private void watch(PolicyFiles files, Start start, Path stateDirectory, Duration period) {
        StateDirectory state = new StateDirectory(stateDirectory, status, scan);
        Reloader watcher = new Reloader(
                files, enforcement, limits, state, sessions::size, certificates.map(each -> each), start.outcome());
        reloader = watcher;
        shown = new Management(enforcement, watcher, status, sessions::size, quota)
                .register(files.policy().toAbsolutePath().toString());
        watcher.watch(period);
    }

    /** Aside: a directory in which a killed server left something may be large. */
    private void sweep() {
        Thread thread = new Thread(journal::sweep, "portreeve-sweep");
        thread.setDaemon(true);
        thread.start();
    }

    String reload() {
        return reloader == null ? "none" : Management.describe(reloader.reloadAll());
    }

    String status() {
        return reloader == null ? "{}" : status.json(reloader.last());
    }

    /** Watches and shows no longer. */
    void close() {
        threads.close();
        journal.close();
        quay.close();
        if (reloader != null) {
            reloader.close();
        }
        shown.ifPresent(Management::unregister);
        scan.close();
        limits.close();
        ledger.close();
    }

    String describe() {
        boolean lastGood = reloader != null && reloader.last().kind() == Outcome.Kind.LAST_GOOD;
        return enforcement.ruling().describe()
                + (lastGood ? ", THE LAST GOOD ONE: the file cannot be used, the log says why" : "");
    }

    // ---- taking hold of a session

    /** The server's statistics, which are the first to hear of a connection, before any Ftplet. */
    private ServerFtpStatistics watching(ServerFtpStatistics statistics) {
        return (ServerFtpStatistics) Proxy.newProxyInstance(
                ServerFtpStatistics.class.getClassLoader(),
                new Class<?>[] {ServerFtpStatistics.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("setOpenConnection")) {
                        takeHold((FtpIoSession) arguments[0]);
                    }
                    try {
                        return method.invoke(statistics, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void takeHold(FtpIoSession ftp) {
        try {
            if (ftp.getConfig() instanceof SocketSessionConfig socket) {
                socket.setTcpNoDelay(true);
            }
            Listener listener = ftp.getListener();
            SessionState session = new SessionState(enforcement, ftp, context, nameOf(listener));
            if (certificates.isPresent()) {
                if (!certificates.get().lendTo(ftp)) {
                    ftp.closeNow();
                    return;
                }
            } else {
                ftp.setListener(otherTls.computeIfAbsent(listener, own -> TlsVersions.apply(own, tlsProtocols)));
            }
            ftp.setAttribute(DATA_CONNECTION, new DataConnections(session, quay));
            IoFilterChain chain = ftp.getFilterChain();
            chain.replace(LineReader.THREAD_POOL, turns);
            chain.addBefore(LineReader.THREAD_POOL, LINES, lines);
            if (chain.contains(LOGGER)) {
                chain.replace(LOGGER, log);
            }
            if (chain.contains(IO_THREAD_MDC)) {
                chain.remove(IO_THREAD_MDC);
            }
            chain.addLast(GATE, gate);
            session.attach();
            sessions.add(session);
            ftp.getCloseFuture().addListener(unused -> {
                sessions.remove(session);
                session.hasGone();
            });
        } catch (Throwable t) { // whoever is not watched is not served
            LOG.error("closing a session that cannot be watched", t);
            ftp.closeNow();
        }
    }

    private String nameOf(Listener listener) {
        return context.getListeners().entrySet().stream()
                .filter(entry -> entry.getValue() == listener)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Sends away a session that was opened before Portreeve was in charge, or that escaped it. */
    static FtpletResult notWatched(FtpSession session) {
        Reply reply = Vocabulary.standard().reply(SymbolicReply.SERVICE_UNAVAILABLE, ReplyPhase.LOGIN);
        try {
            session.write(new DefaultFtpReply(reply.code(), reply.text()));
        } catch (FtpException e) {
            LOG.debug("the client is gone", e);
        }
        return FtpletResult.DISCONNECT;
    }

    // ---- the end

    void drain(Duration patience) {
        draining = true;
        long end = System.nanoTime() + patience.toNanos();
        await(end, () -> {
            sessions.forEach(session -> dismiss(session, false));
            return sessions.isEmpty();
        });
        sessions.forEach(session -> dismiss(session, true));
        await(System.nanoTime() + LAST_MOMENT.toNanos(), () -> sessions.stream().noneMatch(SessionState::isBusy));
    }

    private static void await(long end, BooleanSupplier done) {
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(DRAIN_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void dismiss(SessionState session, boolean evenIfBusy) {
        if (session.isFinished() || (session.isBusy() && !evenIfBusy)) {
            return;
        }
        session.ftp().write(session.refused(Gate.SERVER_STOPS));
        session.finish();
    }
}
