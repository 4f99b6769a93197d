package org.portreeve.ftp;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletContext;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.impl.DefaultFtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.Harbour.Start;
import org.portreeve.ftp.command.Caps;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.data.DataSettings;
import org.portreeve.ftp.file.LedgerFailure;
import org.portreeve.ftp.reload.Outcome;
import org.portreeve.ftp.reload.PolicyFiles;
import org.portreeve.ftp.reload.PolicyReader;
import org.portreeve.ftp.reload.StateDirectory;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.ftp.tls.NativeCrypto;
import org.portreeve.ftp.tls.TlsFiles;
import org.portreeve.ftp.tls.TlsFiles.Revocation;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.LedgerOnDemand;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.status.StateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a policy file in charge of the FtpServer that loads it. One bean in {@code ftpd.xml} is all it takes:
 *
 * <pre>{@code
 * <ftplet name="portreeve">
 *   <beans:bean class="org.portreeve.ftp.PolicyFtplet">
 *     <beans:property name="policy" value="res/conf/policy.yaml"/>
 *   </beans:bean>
 * </ftplet>
 * }</pre>
 *
 * <p>If anything is wrong with it, the server does not start. A session that it does not watch is not served.
 */
public final class PolicyFtplet extends DefaultFtplet {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFtplet.class);

    private Path policy = Path.of("res/conf/policy.yaml");
    private @Nullable Path replies;
    private @Nullable Path candidate;
    private @Nullable Path state;
    private Duration reloadEvery = Duration.ofSeconds(1);
    private List<String> tlsProtocols = List.of();
    private Conformance conformance = Conformance.REPAIR;
    private @Nullable Path certificate;
    private @Nullable Path privateKey;
    private @Nullable String keyStorePassword;
    private @Nullable Path trustedCertificates;
    private @Nullable Path revocationList;
    private Revocation revocation = Revocation.STRICT;
    private boolean durable;
    private Caps caps = Caps.DEFAULT;
    private boolean keepsPartial = true;
    private DataSettings data = DataSettings.DEFAULT;
    private boolean nativeCrypto;

    private LedgerFailure ledgerFailure = LedgerFailure.REFUSE;
    private boolean quotaAtLogin;
    private Duration scanEvery = Duration.ZERO;
    private LedgerSettings ledgerSettings = LedgerSettings.DEFAULT;

    private final PolicyReader reader;
    private final InstantSource clock;
    private final @Nullable Supplier<QuotaLedger> ledger;
    private volatile @Nullable Harbour harbour;

    /** For {@code ftpd.xml} and for programs that embed the server. */
    public PolicyFtplet() {
        this(PolicyFile::read);
    }

    PolicyFtplet(PolicyReader reader) {
        this(reader, InstantSource.system(), null);
    }

    /** @param ledger opens the books; null for those that the settings name */
    PolicyFtplet(PolicyReader reader, InstantSource clock, @Nullable Supplier<QuotaLedger> ledger) {
        this.reader = reader;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** The policy file; relative to the server's working directory. Default {@code res/conf/policy.yaml}. */
    public void setPolicy(String file) {
        policy = Path.of(file);
        readAhead();
    }

    /**
     * Reads once for nothing. FtpServer listens before it calls {@link #init}, and sends clients away until that is done;
     * what the first reading costs, most of it the loading of classes, is better spent before.
     */
    private void readAhead() {
        try {
            files().read(Instant.EPOCH);
        } catch (InvalidPolicyException | RuntimeException | Error e) { // init will meet it again, and say so
            LOG.debug("reading ahead", e);
        }
    }

    /** The file that re-words or re-codes replies. Default: {@code replies.yaml} beside the policy, if it is there. */
    public void setReplies(String file) {
        replies = Path.of(file);
    }

    /**
     * A policy that is asked too and never has its way: where it would answer differently is counted, by rule, with an
     * example of each kind, and shown in the status. Default: none.
     */
    public void setCandidate(String file) {
        candidate = file.isBlank() ? null : Path.of(file);
    }

    /**
     * Where the last good policy and the status are kept and the command line is heard. Default: a directory beside the
     * policy that is called like it, with {@code .state} behind.
     */
    public void setState(String directory) {
        state = directory.isBlank() ? null : Path.of(directory);
    }

    /**
     * The TLS versions that clients may use, as JSSE names separated by commas, for example {@code TLSv1.3,TLSv1.2}.
     * Default: what the listener's own configuration says, and TLS 1.3 beside the TLS 1.2 that FtpServer offers if nobody
     * has said anything. A listener with implicit TLS keeps its own.
     */
    public void setTlsProtocols(String protocols) {
        tlsProtocols =
                protocols.isBlank() ? List.of() : List.of(protocols.trim().split("\\s*,\\s*"));
    }

    /**
     * The server's certificate: PEM, its own first and its issuers' behind it, as in {@code fullchain.pem}; or a key store
     * (PKCS#12, JKS). Read again when it changes. It takes the place of the listeners' own certificates, also where a
     * listener has none. Default: the listeners' own.
     */
    public void setCertificate(String file) {
        certificate = file.isBlank() ? null : Path.of(file);
    }

    /** The certificate's private key: PEM, not encrypted. Default: in the same file as the certificate. */
    public void setPrivateKey(String file) {
        privateKey = file.isBlank() ? null : Path.of(file);
    }

    /** The password of a key store named by {@link #setCertificate}, and of the key in it. */
    public void setKeyStorePassword(String password) {
        keyStorePassword = password;
    }

    /**
     * PEM with the certificates of those who may issue certificates to clients. With it clients are asked for one; who
     * must have one, a policy says. Default: nobody is asked.
     */
    public void setTrustedCertificates(String file) {
        trustedCertificates = file.isBlank() ? null : Path.of(file);
    }

    /**
     * Lists of revoked client certificates (CRL), PEM or DER: one of each issuer between the client and a trusted
     * certificate. Default: none.
     */
    public void setCertificateRevocationList(String file) {
        revocationList = file.isBlank() ? null : Path.of(file);
    }

    /**
     * What comes of a client certificate if its issuer's list is missing or out of date: {@code strict} refuses it,
     * {@code lenient} takes it unless a list names it. Default: {@code strict}.
     */
    public void setRevocation(String mode) {
        revocation = switch (mode.trim()) {
            case "strict" -> Revocation.STRICT;
            case "lenient" -> Revocation.LENIENT;
            default ->
                throw new FtpServerConfigurationException("revocation is `" + mode + "`; known are strict and lenient");
        };
    }

    /**
     * Whether an upload is on the disk before the client hears of its success, so that not even a power failure takes it
     * away again. It costs some milliseconds a file. Default: false, the system writes it within its usual half minute.
     */
    public void setDurable(boolean on) {
        durable = on;
    }

    /**
     * What becomes of an upload that breaks off: {@code keep} keeps what came for the client to resume (REST, APPE), if it
     * came unprotected, destroys no older content and was not refused; {@code delete} keeps nothing. Default: {@code keep}.
     */
    public void setPartial(String mode) {
        keepsPartial = switch (mode.trim()) {
            case "keep" -> true;
            case "delete" -> false;
            default ->
                throw new FtpServerConfigurationException("partial is `" + mode + "`; known are keep and delete");
        };
    }

    /** How many sessions one user may have at once; further logins get 421. Default 2000. */
    public void setMaxSessionsPerUser(int most) {
        caps = new Caps(most, caps.sessionsPerAddress(), caps.transfersPerUser(), caps.transfersPerAddress());
    }

    /** How many control connections may come from one address at once; further ones get 421. Default 5000. */
    public void setMaxSessionsPerAddress(int most) {
        caps = new Caps(caps.sessionsPerUser(), most, caps.transfersPerUser(), caps.transfersPerAddress());
    }

    /** How many transfers and listings one user may have under way at once; further ones get 450. Default 2000. */
    public void setMaxTransfersPerUser(int most) {
        caps = new Caps(caps.sessionsPerUser(), caps.sessionsPerAddress(), most, caps.transfersPerAddress());
    }

    /** How many transfers and listings may be under way to one address at once; further ones get 450. Default 5000. */
    public void setMaxTransfersPerAddress(int most) {
        caps = new Caps(caps.sessionsPerUser(), caps.sessionsPerAddress(), caps.transfersPerUser(), most);
    }

    /**
     * What becomes of replies of the server that no RFC gives to the command: {@code repair} sends one that the RFCs have,
     * {@code report} counts and sends them, {@code off} looks away. Default: {@code repair}.
     *
     * @throws FtpServerConfigurationException if it is none of these
     */
    public void setConformance(String mode) {
        conformance = Conformance.of(mode.trim())
                .orElseThrow(() -> new FtpServerConfigurationException(
                        "conformance is `" + mode + "`; known are " + Conformance.names()));
    }

    /**
     * How many seconds a client may take to connect a data connection and to finish its handshake, and may stand still in a
     * transfer; then it hears that the transfer failed. Where the listener's own idle time is shorter, that holds. Default
     * 30.
     */
    public void setDataTimeout(int seconds) {
        data = new DataSettings(Duration.ofSeconds(seconds), data.foreignAddresses());
    }

    /**
     * Whether data may go to, and come from, other addresses than the client's, as transfers between two servers (FXP)
     * need; the listener's own address checks still hold. Ports below 1024 stay out of reach. Default false.
     */
    public void setForeignDataAddresses(boolean permitted) {
        data = new DataSettings(data.patience(), permitted);
    }

    /**
     * Whether TLS computes by native code if the Amazon Corretto Crypto Provider for this system is on the class path. It
     * then does so in all of the process. Default false.
     */
    public void setNativeCrypto(boolean on) {
        nativeCrypto = on;
    }

    /**
     * What is done while the quota ledger cannot be asked: {@code refuse} refuses what a limit on uploads covers, with
     * try-later; {@code allow} lets it pass uncounted and writes that down. Downloads go on in both. Default:
     * {@code refuse}.
     */
    public void setLedgerFailure(String mode) {
        ledgerFailure = switch (mode.trim()) {
            case "refuse" -> LedgerFailure.REFUSE;
            case "allow" -> LedgerFailure.ALLOW;
            default ->
                throw new FtpServerConfigurationException(
                        "ledgerFailure is `" + mode + "`; known are refuse and allow");
        };
    }

    /**
     * Where quotas are counted: a file, which is made when the first policy with such a limit comes in force; the address of
     * a PostgreSQL that many servers share, {@code jdbc:postgresql://HOST/DATABASE}; or {@code memory}, where what was moved
     * is forgotten with the process. Default {@code data/portreeve.db}.
     */
    public void setLedger(String place) {
        ledgerSettings = ledgerSettings.at(place.strip());
    }

    /** Whether users are told with the reply to their login how much of their quotas is used. Default false. */
    public void setQuotaAtLogin(boolean on) {
        quotaAtLogin = on;
    }

    /**
     * How often all that is stored is counted anew while the server serves, in hours; differences are corrected, logged and
     * audited. Default 0: never; {@code quota scan} does it when it is wanted, and a book that would refuse somebody is
     * held against the disk anyway.
     */
    public void setScanEvery(int hours) {
        if (hours < 0) {
            throw new FtpServerConfigurationException("scanEvery is a number of hours, 0 for never");
        }
        scanEvery = Duration.ofHours(hours);
    }

    /** The user of the PostgreSQL. Default: what its address or the environment says. */
    public void setLedgerUser(String user) {
        ledgerSettings = ledgerSettings.of(user);
    }

    /** The password of the PostgreSQL's user. */
    public void setLedgerPassword(String password) {
        ledgerSettings = ledgerSettings.with(password);
    }

    /** A file whose first line is the password of the PostgreSQL's user. */
    public void setLedgerPasswordFile(String file) {
        ledgerSettings = ledgerSettings.withPasswordIn(file.isBlank() ? null : Path.of(file));
    }

    @Override
    public void init(FtpletContext context) {
        LedgerOnDemand books = books();
        try {
            if (nativeCrypto) {
                NativeCrypto.install();
            }
            Start start = start();
            Harbour ready = Harbour.open(
                    context, files(), start, stateDirectory(), settings(), new Harbour.Outside(clock, books));
            harbour = ready;
            LOG.info("policy in force: {}", ready.describe());
        } catch (InvalidPolicyException e) {
            LOG.error("the server does not start, its policy cannot be used:\n{}", e.getMessage());
            throw refusal(context, "the policy cannot be used:\n" + e.getMessage());
        } catch (LedgerException e) {
            LOG.error("the server does not start, the policy's limits need a quota ledger: {}", e.getMessage());
            throw refusal(context, "the policy's limits need a quota ledger: " + e.getMessage());
        } catch (Throwable t) { // an Error that leaves here would let the server serve on without us
            LOG.error("the server does not start, Portreeve cannot take charge of it: {}", t.toString());
            throw refusal(context, "Portreeve cannot take charge of this server: " + t);
        } finally {
            if (harbour == null) {
                books.close();
            }
        }
    }

    private LedgerOnDemand books() {
        Supplier<QuotaLedger> given = ledger;
        return new LedgerOnDemand(
                given == null ? ledgerSettings.name() : "given",
                given == null ? () -> ledgerSettings.open(stateDirectory()) : given::get);
    }

    private Settings settings() {
        return new Settings(
                reloadEvery,
                tlsProtocols,
                tlsFiles(),
                durable,
                keepsPartial,
                caps,
                data,
                ledger == null && ledgerSettings.isShared(),
                ledgerFailure,
                quotaAtLogin,
                scanEvery,
                conformance);
    }

    private Optional<TlsFiles> tlsFiles() {
        Path own = certificate;
        if (own != null) {
            return Optional.of(
                    new TlsFiles(own, privateKey, keyStorePassword, trustedCertificates, revocationList, revocation));
        }
        if (privateKey != null || trustedCertificates != null || revocationList != null) {
            throw new IllegalArgumentException(
                    "privateKey, trustedCertificates and certificateRevocationList need a certificate beside them");
        }
        return Optional.empty();
    }

    /** The message is all that an admin needs, and a server whose threads live on looks as if it served. */
    private static FtpServerConfigurationException refusal(FtpletContext context, String message) {
        if (context instanceof DefaultFtpServerContext server) {
            server.getListeners().values().forEach(Listener::stop);
            server.getThreadPoolExecutor().shutdown();
        }
        FtpServerConfigurationException refusal = new FtpServerConfigurationException(message);
        refusal.setStackTrace(new StackTraceElement[0]);
        return refusal;
    }

    /** The files as they are, or else the last ones that were good. */
    private Start start() throws InvalidPolicyException {
        Instant now = Instant.now();
        try {
            PolicyFiles.Read read = files().read(now);
            read.ruling().policy().warnings().forEach(warning -> LOG.warn("{}", warning));
            if (!read.candidateProblem().isEmpty()) {
                LOG.error("the candidate cannot be used and is not asked:\n{}", read.candidateProblem());
            }
            return new Start(
                    read.ruling(),
                    new Outcome(Outcome.Kind.TAKEN, now, read.ruling().describe(), read.candidateProblem()));
        } catch (InvalidPolicyException e) {
            Ruling good = lastGood(e, now);
            LOG.error("the policy cannot be used:");
            String.valueOf(e.getMessage()).lines().forEach(line -> LOG.error("  {}", line));
            LOG.error("THE LAST GOOD ONE IS IN FORCE INSTEAD: {}", good.describe());
            return new Start(
                    good, new Outcome(Outcome.Kind.LAST_GOOD, now, good.describe(), String.valueOf(e.getMessage())));
        }
    }

    private Ruling lastGood(InvalidPolicyException fault, Instant now) throws InvalidPolicyException {
        try {
            return StateDirectory.restore(stateDirectory(), reader, now);
        } catch (InvalidPolicyException e) {
            throw new InvalidPolicyException(fault.getMessage() + "\n\n" + e.getMessage(), fault.files());
        }
    }

    private PolicyFiles files() {
        return new PolicyFiles(policy, replies, candidate, reader);
    }

    private Path stateDirectory() {
        Path chosen = state;
        return chosen == null ? StateFiles.beside(policy) : chosen;
    }

    @Override
    public FtpletResult onConnect(FtpSession session) {
        Harbour ready = harbour;
        if (ready == null || SessionState.of(session) == null) {
            return Harbour.notWatched(session);
        }
        return FtpletResult.DEFAULT;
    }

    /** The last line of defence: a command that did not come through the gate does not run. */
    @Override
    public FtpletResult beforeCommand(FtpSession session, FtpRequest request) {
        SessionState state = SessionState.of(session);
        CommandLine judged = state == null ? null : state.current();
        if (harbour == null || judged == null || !judged.verb().equals(request.getCommand())) {
            return Harbour.notWatched(session);
        }
        return FtpletResult.DEFAULT;
    }

    /** Keeps {@code DefaultFtplet} from taking the command apart a second time. */
    @Override
    public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply) {
        return FtpletResult.DEFAULT;
    }

    /** Ends the watch over the files. */
    @Override
    public void destroy() {
        Harbour ready = harbour;
        if (ready != null) {
            ready.close();
        }
    }

    /** Reads the files now, and tells in words what came of it. */
    public String reload() {
        Harbour ready = harbour;
        return ready == null ? "none" : ready.reload();
    }

    /** What is in force, what came of the last attempt to load it, and what was counted: one JSON object. */
    public String status() {
        Harbour ready = harbour;
        return ready == null ? "{}" : ready.status();
    }

    /** The policy in force in one line: name and hash. */
    public String describe() {
        Harbour ready = harbour;
        return ready == null ? "none" : ready.describe();
    }

    /** Takes no new work, waits for transfers under way at most that long, then ends every session with 421. */
    public void drain(Duration patience) {
        Harbour ready = harbour;
        if (ready != null) {
            ready.drain(patience);
        }
    }
}
