package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data connection: a TCP socket, and TLS on it if the data are to be protected. */
final class TransferSocket {

    private static final Logger LOG = LoggerFactory.getLogger(TransferSocket.class);
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;

    /** How long to wait for the client's own close_notify, so that unread bytes do not turn the close into a reset. */
    private static final int LINGER_MILLIS = 200;

    private static final String TLS_1_3 = "TLSv1.3";

    private final Socket tcp;
    private final int idleMillis;
    private volatile @Nullable SSLSocket tls;
    private @Nullable PatientSocket patient;

    TransferSocket(Socket tcp, int idleMillis) throws IOException {
        this.tcp = tcp;
        this.idleMillis = idleMillis;
        tcp.setSoTimeout(idleMillis);
        tcp.setTcpNoDelay(true);
    }

    /**
     * Does the handshake as server, with the settings that the listener has for its data connections.
     *
     * @param upload whether the data will come from the client
     * @throws IOException if the peer does not do its part
     */
    void startTls(Listener listener, DataConnectionConfiguration data, boolean upload) throws IOException {
        SslConfiguration own = data.getSslConfiguration();
        SslConfiguration settings = own != null ? own : listener.getSslConfiguration();
        if (settings == null) {
            throw new SSLException("no TLS is configured");
        }
        PatientSocket under = new PatientSocket(tcp);
        SSLSocket socket = layer(settings, under);
        socket.setUseClientMode(false);
        if (settings.getClientAuth() == ClientAuth.NEED) {
            socket.setNeedClientAuth(true);
        } else if (settings.getClientAuth() == ClientAuth.WANT) {
            socket.setWantClientAuth(true);
        }
        if (settings.getEnabledCipherSuites() != null) {
            socket.setEnabledCipherSuites(settings.getEnabledCipherSuites());
        }
        if (settings.getEnabledProtocols() != null) {
            socket.setEnabledProtocols(settings.getEnabledProtocols());
        }
        tls = socket;
        patient = under;
        socket.setSoTimeout(
                idleMillis == 0 ? HANDSHAKE_TIMEOUT_MILLIS : Math.min(idleMillis, HANDSHAKE_TIMEOUT_MILLIS));
        try {
            socket.startHandshake();
        } catch (IOException e) {
            under.speak(); // the alert that says why
            throw e;
        }
        socket.setSoTimeout(idleMillis);
        if (upload && socket.getSession().getProtocol().equals(TLS_1_3)) {
            under.keepSilent();
        } else {
            under.speak();
        }
    }

    private static SSLSocket layer(SslConfiguration settings, Socket tcp) throws IOException {
        try {
            return (SSLSocket) settings.getSocketFactory()
                    .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), false);
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS is not usable as configured", e);
        }
    }

    boolean isProtected() {
        return tls != null;
    }

    InputStream in() throws IOException {
        SSLSocket socket = tls;
        return socket == null ? tcp.getInputStream() : socket.getInputStream();
    }

    OutputStream out() throws IOException {
        SSLSocket socket = tls;
        return socket == null ? tcp.getOutputStream() : socket.getOutputStream();
    }

    /** Tells the peer that all is sent: close_notify under TLS, then FIN. */
    void finishOutput() throws IOException {
        SSLSocket socket = tls;
        if (patient != null) {
            patient.speak();
        }
        if (socket != null && !socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
        if (!tcp.isOutputShutdown()) {
            tcp.shutdownOutput();
        }
    }

    /** Ends the connection for good; never waits for the peer longer than a moment. */
    void close() {
        try {
            if (tls != null && tcp.isOutputShutdown()) {
                drain();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("draining a data connection", e);
        }
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.debug("closing a data connection", e);
        }
    }

    private void drain() throws IOException {
        tcp.setSoTimeout(LINGER_MILLIS);
        InputStream in = tcp.getInputStream();
        byte[] rest = new byte[1024];
        long end = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
        int n = 0;
        while (n >= 0 && System.nanoTime() < end) {
            n = in.read(rest);
        }
    }
}
