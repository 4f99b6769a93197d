package org.portreeve.ftp.data;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.DataCounsel;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;

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

    private final SessionState session;
    private final Quay quay;
    private InetAddress serverControlAddress;

    private volatile boolean secure;
    private volatile boolean zip;
    private volatile boolean passive;
    private volatile boolean extendedOnly;
    private volatile @Nullable InetAddress address;
    private volatile int port;
    private volatile long requestedAt;

    private @Nullable PassiveSocket waiting;
    private @Nullable Wire open;
    private @Nullable Transfer transfer;

    public DataConnections(SessionState session, Quay quay) {
        super(session.context(), session.ftp());
        this.session = session;
        this.quay = quay;
        this.serverControlAddress = ((InetSocketAddress) session.ftp().getLocalAddress()).getAddress();
        this.secure = configuration().isImplicitSsl();
    }

    /** The data connections of a session, or null if they are not ours. */
    public static @Nullable DataConnections of(SessionState session) {
        return session.ftp().getDataConnection() instanceof DataConnections own ? own : null;
    }

    private DataConnectionConfiguration configuration() {
        return session.ftp().getListener().getDataConnectionConfiguration();
    }

    // ---- PORT and PASV

    /** EPSV ALL (RFC 2428 §4): from now on the client asks for data connections by EPSV and in no other way. */
    public void extendedOnly() {
        extendedOnly = true;
    }

    public boolean isExtendedOnly() {
        return extendedOnly;
    }

    /**
     * Whether the server may connect to this address for the client. Nobody shall be able to send this server at others,
     * or at services that only this server reaches (RFC 2577 §3).
     */
    public boolean mayTarget(InetAddress target) {
        return quay.settings().foreignAddresses() || target.equals(session.address());
    }

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
        String configured = configuration().getPassiveAddress();
        try {
            InetAddress local = configured == null ? serverControlAddress : InetAddress.getByName(configured);
            if (local instanceof Inet6Address && isPasv() && configuration().getPassiveExernalAddress() == null) {
                throw new DataConnectionException("PASV cannot name an IPv6 address");
            }
            PassiveSocket socket = PassiveSocket.open(quay.ports(configuration().getPassivePorts()), local);
            synchronized (this) {
                waiting = socket;
            }
            address = local;
            port = socket.port();
            passive = true;
            requestedAt = System.currentTimeMillis();
            return new InetSocketAddress(local, port);
        } catch (UnknownHostException e) {
            throw new DataConnectionException("cannot wait for a data connection: " + e.getMessage(), e);
        }
    }

    private boolean isPasv() {
        CommandLine command = session.current();
        return command != null && command.verb().equals("PASV");
    }

    // ---- the transfer command

    @Override
    public DataConnection openConnection() throws IOException {
        Wire wire = new Wire(passive ? accept() : connect(), quay.watch(), patience());
        synchronized (this) {
            open = wire;
        }
        if (session.isTransferOver()) { // whoever ended it may have come before there was anything to close
            closeDataConnection();
            throw new SocketException("the client wants no transfer any more");
        }
        Transfer ready = new Transfer(session, quay.blocks(), secure ? protect(wire) : wire, zip);
        synchronized (this) {
            transfer = ready;
        }
        return ready;
    }

    private TlsChannel protect(Wire wire) throws IOException {
        TlsChannel tls = null;
        try {
            DataCounsel counsel = new DataCounsel(session);
            tls = new TlsChannel(
                    wire,
                    TlsSettings.engine(
                            session.ftp().getListener(),
                            configuration(),
                            session.context().getListeners().values()),
                    quay.records());
            tls.handshake();
            Optional<Refusal> refusal = counsel.refusalOf(tls.session());
            if (refusal.isPresent()) {
                session.note(refusal.get());
                throw new ProtectionException(refusal.get().detail());
            }
            return tls;
        } catch (IOException | RuntimeException e) {
            giveUp(tls);
            session.note(protectionFailed(session, String.valueOf(e.getMessage())));
            throw e;
        } catch (Error e) { // the gate answers for it; the client's bytes stay unread
            giveUp(tls);
            throw e;
        }
    }

    private void giveUp(@Nullable TlsChannel tls) {
        closeDataConnection();
        if (tls != null) {
            tls.release();
        }
    }

    /** What the client hears when a protected data connection is none. */
    static Refusal protectionFailed(SessionState session, String why) {
        return DataCounsel.protectionFailed(session, why);
    }

    private SocketChannel connect() throws IOException {
        InetAddress target = address;
        if (target == null) {
            throw new IOException("neither PORT nor PASV");
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(activeAddress(), configuration().getActiveLocalPort()));
            channel.socket().connect(new InetSocketAddress(target, port), (int)
                    Math.min(patience().toMillis(), Integer.MAX_VALUE));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private InetAddress activeAddress() throws UnknownHostException {
        String configured = configuration().getActiveLocalAddress();
        return configured == null
                ? ((InetSocketAddress) session.ftp().getLocalAddress()).getAddress()
                : InetAddress.getByName(configured);
    }

    private SocketChannel accept() throws IOException {
        PassiveSocket socket;
        synchronized (this) {
            socket = waiting;
        }
        if (socket == null) {
            throw new IOException("neither PORT nor PASV");
        }
        return socket.accept(this::isClient, patience());
    }

    private boolean isClient(InetAddress peer) {
        boolean foreign = quay.settings().foreignAddresses() && !configuration().isPassiveIpCheck();
        return foreign || peer.equals(session.address());
    }

    /** The shorter of what the server and what the listener says; an idle time of 0 says nothing. */
    private Duration patience() {
        Duration own = quay.settings().patience();
        Duration idle = Duration.ofSeconds(configuration().getIdleTime());
        return idle.isZero() || idle.compareTo(own) > 0 ? own : idle;
    }

    // ---- the end

    @Override
    public void closeDataConnection() {
        Transfer ended;
        synchronized (this) {
            ended = transfer;
            transfer = null;
        }
        if (ended != null && session.isUploading() && !session.isTransferOver()) { // else it may be another thread's
            ended.refuseUnlessBegun();
        }
        close();
    }

    private void close() {
        Wire wire;
        PassiveSocket listening;
        synchronized (this) {
            wire = open;
            listening = waiting;
            open = null;
            waiting = null;
        }
        requestedAt = 0;
        if (wire != null) {
            wire.close();
        }
        if (listening != null) {
            listening.close();
        }
    }

    @Override
    public void dispose() {
        close();
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
        return now - requestedAt >= patience().toMillis();
    }
}
