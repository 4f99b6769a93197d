package org.portreeve.ftp.data;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * The TCP socket under a server's TLS, which keeps what TLS says until it has to be said.
 *
 * <p>TLS 1.3 sends session tickets as soon as the handshake is over. A client that uploads may have sent all and closed
 * by then; the tickets would be answered by a reset, and the reset would take away bytes that are not read yet. So
 * during the handshake output leaves when the other side is waited for, and afterwards when {@link #speak} is called.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the TCP socket has locks of its own
final class PatientSocket extends Socket {

    private final Socket tcp;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean speaksWhenListening = true;
    private boolean speaks;

    PatientSocket(Socket tcp) {
        this.tcp = tcp;
    }

    /** The handshake is over: from now on silence, until {@link #speak}. */
    synchronized void keepSilent() {
        speaksWhenListening = false;
    }

    /** Sends what was kept, and everything else at once from now on. */
    synchronized void speak() throws IOException {
        speaks = true;
        flushKept();
    }

    private synchronized void say(byte[] bytes, int offset, int length) throws IOException {
        if (speaks) {
            tcp.getOutputStream().write(bytes, offset, length);
        } else {
            kept.write(bytes, offset, length);
        }
    }

    private synchronized void listen() throws IOException {
        if (speaksWhenListening) {
            flushKept();
        }
    }

    private void flushKept() throws IOException {
        if (kept.size() > 0) {
            kept.writeTo(tcp.getOutputStream());
            kept.reset();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(tcp.getInputStream()) {
            @Override
            public int read() throws IOException {
                listen();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                listen();
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                say(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                say(bytes, offset, length);
            }
        };
    }

    // ---- all else is the TCP socket's

    @Override
    public InetAddress getInetAddress() {
        return tcp.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return tcp.getLocalAddress();
    }

    @Override
    public int getPort() {
        return tcp.getPort();
    }

    @Override
    public int getLocalPort() {
        return tcp.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return tcp.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return tcp.getLocalSocketAddress();
    }

    @Override
    public boolean isConnected() {
        return tcp.isConnected();
    }

    @Override
    public boolean isBound() {
        return tcp.isBound();
    }

    @Override
    public boolean isClosed() {
        return tcp.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return tcp.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return tcp.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        tcp.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        tcp.shutdownOutput();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        tcp.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return tcp.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        tcp.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return tcp.getSoLinger();
    }

    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
