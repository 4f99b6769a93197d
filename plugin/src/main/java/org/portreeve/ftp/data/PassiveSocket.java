package org.portreeve.ftp.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.impl.PassivePorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the one data connection that PASV or EPSV announced, on a random port of the listener's range. Closed as soon
 * as the peer is in.
 */
final class PassiveSocket {

    private static final Logger LOG = LoggerFactory.getLogger(PassiveSocket.class);

    /** Ports of the range that other programs may have. */
    private static final int TRIES = 1000;

    /** Strangers must not keep the client's own connection out. */
    private static final int BACKLOG = 256;

    private final ServerSocketChannel channel;
    private final PassivePorts ports;
    private final int port;
    private boolean released;

    private PassiveSocket(ServerSocketChannel channel, PassivePorts ports, int port) {
        this.channel = channel;
        this.ports = ports;
        this.port = port;
    }

    static PassiveSocket open(PassivePorts ports, InetAddress local) throws DataConnectionException {
        List<Integer> taken = new ArrayList<>();
        IOException last = null;
        try {
            int port;
            while (taken.size() < TRIES && (port = ports.reserveNextPort()) != -1) {
                try {
                    return new PassiveSocket(bind(local, port), ports, port);
                } catch (IOException e) {
                    taken.add(port);
                    last = e;
                } catch (RuntimeException e) {
                    ports.releasePort(port);
                    throw e;
                }
            }
        } finally {
            taken.forEach(ports::releasePort);
        }
        throw new DataConnectionException("no passive port is free", last);
    }

    private static ServerSocketChannel bind(InetAddress local, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(local, port), BACKLOG);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /** Waits for the client; strangers are sent away. */
    SocketChannel accept(Predicate<InetAddress> isClient, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("the client did not connect");
                }
                channel.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                SocketChannel peer = channel.socket().accept().getChannel();
                InetAddress address = peer.socket().getInetAddress();
                if (isClient.test(address)) {
                    return peer;
                }
                LOG.warn("a data connection from {} is not the client's: refused", address.getHostAddress());
                peer.close();
            }
        } finally {
            close();
        }
    }

    /** Listens no longer; may come from another thread. */
    synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a passive socket", e);
        }
        if (!released) {
            released = true;
            ports.releasePort(port);
        }
    }
}
