package org.portreeve.ftp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.reply.Vocabulary;
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
    private List<String> tlsProtocols = List.of();

    private final Reader reader;
    private volatile @Nullable Harbour harbour;

    /** Reads a policy; a seam for tests. */
    interface Reader {
        Policy read(Path file) throws InvalidPolicyException;
    }

    /** For {@code ftpd.xml} and for programs that embed the server. */
    public PolicyFtplet() {
        this(PolicyFile::read);
    }

    PolicyFtplet(Reader reader) {
        this.reader = reader;
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
            reader.read(policy);
            vocabulary();
        } catch (InvalidPolicyException | RuntimeException | Error e) { // init will meet it again, and say so
            LOG.debug("reading ahead", e);
        }
    }

    /** The file that re-words or re-codes replies. Default: {@code replies.yaml} beside the policy, if it is there. */
    public void setReplies(String file) {
        replies = Path.of(file);
    }

    /**
     * The TLS versions that clients may use, as JSSE names separated by commas, for example {@code TLSv1.3,TLSv1.2}.
     * Default: what the listener's own configuration says, in a stock server TLS 1.2 alone. A listener with implicit TLS
     * keeps its own.
     */
    public void setTlsProtocols(String protocols) {
        tlsProtocols =
                protocols.isBlank() ? List.of() : List.of(protocols.trim().split("\\s*,\\s*"));
    }

    @Override
    public void init(FtpletContext context) {
        try {
            Policy read = reader.read(policy);
            read.warnings().forEach(warning -> LOG.warn("{}", warning));
            Harbour ready = Harbour.open(context, read, vocabulary(), tlsProtocols);
            harbour = ready;
            LOG.info("policy in force: {}", ready.describe());
        } catch (InvalidPolicyException e) {
            LOG.error("the server does not start, its policy cannot be used:\n{}", e.getMessage());
            throw refusal(context, "the policy cannot be used:\n" + e.getMessage());
        } catch (Throwable t) { // an Error that leaves here would let the server serve on without us
            LOG.error("the server does not start, Portreeve cannot take charge of it: {}", t.toString());
            throw refusal(context, "Portreeve cannot take charge of this server: " + t);
        }
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

    private Vocabulary vocabulary() throws InvalidPolicyException {
        if (replies != null) {
            return PolicyFile.readReplies(replies);
        }
        Path beside = policy.resolveSibling("replies.yaml");
        return Files.exists(beside) ? PolicyFile.readReplies(beside) : Vocabulary.standard();
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
