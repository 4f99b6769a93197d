package org.portreeve.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The least a client can be: one control connection, EPSV, binary. A reply of another kind than the expected one throws.
 * For one thread; {@link Watchdog} ends what takes too long.
 */
final class FtpClient implements AutoCloseable {
    static final String USER = "bench";
    static final String PASSWORD = "bench-pw";

    private static final int CHUNK = 256 * 1024;
    private static final int LONGEST_LINE = 17 * 1024; // as long as a TLS record
    private static final int PORT_ATTEMPTS = 5;

    private final Watchdog watchdog;
    private final int port;
    private final @Nullable ClientTls tls;
    private final SocketChannel channel;
    private final ByteBuffer replies = ByteBuffer.allocate(LONGEST_LINE).limit(0);
    private Wire control;
    private @Nullable ByteBuffer chunk;
    private @Nullable TlsBuffers dataBuffers;
    private int resumed;

    private FtpClient(Watchdog watchdog, int port, @Nullable ClientTls tls) throws IOException {
        this.watchdog = watchdog;
        this.port = port;
        this.tls = tls;
        this.channel = open(port, 0);
        this.control = new PlainWire(channel);
    }

    static FtpClient login(Watchdog watchdog, int port, @Nullable ClientTls tls) throws IOException {
        return login(watchdog, port, tls, USER);
    }

    /** Connects and logs in, over TLS if there is any. */
    static FtpClient login(Watchdog watchdog, int port, @Nullable ClientTls tls, String user) throws IOException {
        FtpClient client = new FtpClient(watchdog, port, tls);
        try {
            client.expect('2');
            if (tls != null) {
                client.command("AUTH TLS", '2');
                client.control = TlsWire.connect(client.channel, tls.engine(port), TlsBuffers.small());
                client.command("PBSZ 0", '2');
                client.command("PROT P", '2');
            }
            client.command("USER " + user, '3');
            client.command("PASS " + PASSWORD, '2');
            return client;
        } catch (IOException e) {
            client.abandon();
            throw e;
        }
    }

    private SocketChannel open(int to, int receiveBuffer) throws IOException {
        SocketChannel opened = SocketChannel.open();
        watchdog.guard(opened);
        if (receiveBuffer > 0) {
            opened.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        return opened;
    }

    SocketChannel channel() {
        return channel;
    }

    /** How many data connections went on with the session of the control connection. */
    int resumed() {
        return resumed;
    }

    /** What TLS has agreed on, empty without it. */
    String agreed() {
        return control instanceof TlsWire wire
                ? wire.session().getProtocol() + " " + wire.session().getCipherSuite()
                : "";
    }

    /** Sends a line and waits for a reply of that kind, a first digit. */
    String command(String line, char kind) throws IOException {
        control.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        return expect(kind);
    }

    private String expect(char kind) throws IOException {
        String line = line();
        if (line.length() > 3 && line.charAt(3) == '-') {
            String last = line.substring(0, 3) + " ";
            while (!line.startsWith(last)) {
                line = line();
            }
        }
        if (line.isEmpty() || line.charAt(0) != kind) {
            throw new IOException("`" + line + "` instead of " + kind + "xx");
        }
        return line;
    }

    private String line() throws IOException {
        int seen = replies.position();
        while (true) {
            for (int at = seen; at < replies.limit(); at++) {
                if (replies.get(at) == '\n') {
                    byte[] line = new byte[at + 1 - replies.position()];
                    replies.get(line);
                    return new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
                }
            }
            seen = replies.remaining();
            replies.compact();
            int read = control.read(replies);
            replies.flip();
            if (read < 0) {
                throw new IOException("the server has left instead of answering");
            }
        }
    }

    /** Uploads that many bytes. */
    void store(String name, long bytes) throws IOException {
        transfer("STOR " + name, data -> {
            ByteBuffer source = chunk();
            for (long left = bytes; left > 0; left -= CHUNK) {
                data.write(source.clear().limit((int) Math.min(left, CHUNK)));
            }
            data.finish();
            return bytes;
        });
    }

    /** Downloads a file that has that many bytes. */
    void retrieve(String name, long bytes) throws IOException {
        long seen = transfer("RETR " + name, data -> {
            ByteBuffer sink = chunk();
            long sum = 0;
            for (int read = data.read(sink.clear()); read >= 0; read = data.read(sink.clear())) {
                sum += read;
            }
            return sum;
        });
        if (seen != bytes) {
            throw new IOException("RETR gave " + seen + " bytes of " + bytes);
        }
    }

    /** What happens on a data connection; gives the bytes that went over it. */
    private interface Transfer {
        long run(Wire data) throws IOException;
    }

    private long transfer(String command, Transfer transfer) throws IOException {
        long bytes;
        try (SocketChannel data = open(passivePort(), 0)) {
            command(command, '1');
            try (Wire wire = tls == null ? new PlainWire(data) : protect(tls, data)) {
                bytes = transfer.run(wire);
            } finally {
                watchdog.release(data);
            }
        }
        expect('2');
        return bytes;
    }

    /** Begins a download and reads none of it; the connection belongs to the caller. */
    SocketChannel stall(String name, int receiveBuffer) throws IOException {
        SocketChannel data = open(passivePort(), receiveBuffer);
        try {
            command("RETR " + name, '1');
        } catch (IOException e) {
            data.close();
            throw e;
        }
        watchdog.release(data);
        return data;
    }

    private Wire protect(ClientTls sessions, SocketChannel data) throws IOException {
        TlsBuffers buffers = dataBuffers == null ? TlsBuffers.large() : dataBuffers;
        dataBuffers = buffers;
        TlsWire wire = TlsWire.connect(data, sessions.engine(port), buffers);
        // a resumed session keeps its birthday, in every version of TLS
        if (control instanceof TlsWire first
                && first.session().getCreationTime() == wire.session().getCreationTime()) {
            resumed++;
        }
        return wire;
    }

    /** A port that is still in use is no news in thousands of transfers: some servers say so, and clients ask again. */
    private int passivePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                String reply = command("EPSV", '2');
                int start = reply.indexOf("(|||") + 4;
                return Integer.parseInt(reply.substring(start, reply.indexOf('|', start)));
            } catch (IOException e) {
                if (attempt == PORT_ATTEMPTS || !String.valueOf(e.getMessage()).startsWith("`425")) {
                    throw e;
                }
            }
        }
    }

    private ByteBuffer chunk() {
        ByteBuffer made = chunk;
        if (made == null) {
            made = ByteBuffer.allocateDirect(CHUNK);
            byte[] noise = new byte[CHUNK];
            new Random(1).nextBytes(noise);
            made.put(noise);
            chunk = made;
        }
        return made;
    }

    /** Leaves in good order, so that the server has nothing to clear up while the next is measured. */
    @Override
    public void close() throws IOException {
        try {
            command("QUIT", '2');
        } finally {
            abandon();
        }
    }

    /** Leaves without a word. */
    void abandon() {
        watchdog.release(channel);
        try {
            channel.close();
        } catch (IOException e) {
            // gone either way
        }
    }
}
