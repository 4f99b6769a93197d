package org.portreeve.ftp.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.reply.SymbolicReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the data connections of one session (RFC 959 §3.2, RFC 2428), by the listener's own data-connection
 * configuration. The level of protection that counts is the one in force when the connection is used.
 *
 * <p>It is an {@code IODataConnectionFactory} in name only, because FtpServer's transfer commands ask no other kind
 * whether PORT or PASV came before.
 *
 * <p>Commands take turns; only closing may come from another thread.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // closing must not wait for a client that does not connect
public final class DataConnections extends IODataConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(DataConnections.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;
    private static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");

    private final SessionState session;
    private InetAddress serverControlAddress;

    private volatile boolean secure;
    private volatile boolean zip;
    private volatile boolean passive;
    private volatile @Nullable InetAddress address;
    private volatile int port;
    private volatile long requestedAt;

    private @Nullable ServerSocket waiting;
    private @Nullable TransferSocket open;

    public DataConnections(SessionState session) {
        super(session.context(), session.ftp());
        this.session = session;
        this.serverControlAddress = ((InetSocketAddress) session.ftp().getLocalAddress()).getAddress();
        this.secure = configuration().isImplicitSsl();
    }

    private DataConnectionConfiguration configuration() {
        return session.ftp().getListener().getDataConnectionConfiguration();
    }

    // ---- PORT and PASV

    @Override
    public void initActiveDataConnection(InetSocketAddress target) {
        closeDataConnection();
        passive = false;
        address = target.getAddress();
        port = target.getPort();
        requestedAt = System.currentTimeMillis();
    }

    @Override
    public InetSocketAddress initPassiveDataConnection() throws DataConnectionException {
        closeDataConnection();
        int requested = configuration().requestPassivePort();
        if (requested == -1) {
            throw new DataConnectionException("no passive port is free");
        }
        String configured = configuration().getPassiveAddress();
        try {
            InetAddress local = configured == null ? serverControlAddress : InetAddress.getByName(configured);
            ServerSocket socket = new ServerSocket(requested, 0, local);
            synchronized (this) {
                waiting = socket;
            }
            address = local;
            port = socket.getLocalPort();
            passive = true;
            requestedAt = System.currentTimeMillis();
            return new InetSocketAddress(local, port);
        } catch (IOException | RuntimeException e) {
            configuration().releasePassivePort(requested);
            throw new DataConnectionException("cannot wait for a data connection: " + e.getMessage(), e);
        }
    }

    // ---- the transfer command

    @Override
    public DataConnection openConnection() throws IOException {
        TransferSocket socket = passive ? accept() : connect();
        synchronized (this) {
            open = socket;
        }
        if (secure) {
            protect(socket);
        }
        return new Transfer(session, socket, zip);
    }

    private void protect(TransferSocket socket) throws IOException {
        try {
            socket.startTls(session.ftp().getListener(), configuration(), isUpload());
        } catch (IOException | RuntimeException e) {
            closeDataConnection();
            session.note(protectionFailed(session, "TLS was not established", e));
            throw e;
        } catch (Error e) { // the gate answers for it; the client's bytes stay unread
            closeDataConnection();
            throw e;
        }
    }

    private boolean isUpload() {
        CommandLine command = session.current();
        return command != null && UPLOADS.contains(command.verb());
    }

    /** What the client hears when a protected data connection is none. */
    static Refusal protectionFailed(SessionState session, String what, Exception cause) {
        return new Refusal(
                SymbolicReply.DATA_PROTECTION_FAILED,
                session.counsel().rulesAgainstClearData(),
                what + ": " + cause.getMessage());
    }

    private TransferSocket connect() throws IOException {
        InetAddress target = address;
        if (target == null) {
            throw new IOException("neither PORT nor PASV");
        }
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(activeAddress(), configuration().getActiveLocalPort()));
            socket.connect(new InetSocketAddress(target, port), CONNECT_TIMEOUT_MILLIS);
            return new TransferSocket(socket, idleMillis());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private InetAddress activeAddress() throws UnknownHostException {
        String configured = configuration().getActiveLocalAddress();
        return configured == null
                ? ((InetSocketAddress) session.ftp().getLocalAddress()).getAddress()
                : InetAddress.getByName(configured);
    }

    /** Waits for the client; where the listener checks addresses, a stranger is sent away and the client still served. */
    private TransferSocket accept() throws IOException {
        ServerSocket socket;
        synchronized (this) {
            socket = waiting;
        }
        if (socket == null) {
            throw new IOException("neither PORT nor PASV");
        }
        socket.setSoTimeout(idleMillis());
        while (true) {
            Socket peer = socket.accept();
            if (!configuration().isPassiveIpCheck() || peer.getInetAddress().equals(session.address())) {
                return new TransferSocket(peer, idleMillis());
            }
            LOG.warn(
                    "session {}: a data connection from {} is not the client's",
                    session.id(),
                    peer.getInetAddress().getHostAddress());
            peer.close();
        }
    }

    private int idleMillis() {
        return configuration().getIdleTime() * 1000;
    }

    // ---- the end

    @Override
    public void closeDataConnection() {
        TransferSocket socket;
        ServerSocket listening;
        synchronized (this) {
            socket = open;
            listening = waiting;
            open = null;
            waiting = null;
        }
        requestedAt = 0;
        if (socket != null) {
            socket.close();
        }
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                LOG.debug("closing a passive socket", e);
            }
            configuration().releasePassivePort(listening.getLocalPort());
        }
    }

    @Override
    public void dispose() {
        closeDataConnection();
    }

    // ---- settings

    @Override
    public void setSecure(boolean on) {
        secure = on;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public void setZipMode(boolean on) {
        zip = on;
    }

    @Override
    public boolean isZipMode() {
        return zip;
    }

    @Override
    public void setServerControlAddress(InetAddress local) {
        serverControlAddress = local;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return address;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public boolean isTimeout(long now) {
        synchronized (this) {
            if (requestedAt == 0 || open != null) {
                return false;
            }
        }
        int idle = idleMillis();
        return idle != 0 && now - requestedAt >= idle;
    }
}
