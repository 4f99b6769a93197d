package org.portreeve.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least a client can be: one control connection, EPSV, replies of one line. Any reply but the expected one throws. */
final class FtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CHUNK = 128 * 1024;

    private final Socket control;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[CHUNK];

    private FtpClient(Socket control) throws IOException {
        this.control = control;
        this.in = new BufferedInputStream(control.getInputStream());
        this.out = control.getOutputStream();
    }

    /** Connects, logs in and asks for binary transfers. */
    static FtpClient login(int port) throws IOException {
        FtpClient client = connect(port);
        client.command("USER " + BenchServer.USER, 331);
        client.command("PASS " + BenchServer.PASSWORD, 230);
        return client;
    }

    private static FtpClient connect(int port) throws IOException {
        FtpClient client = new FtpClient(open(port));
        client.expect(220);
        return client;
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends a line, waits for its reply and gives it back. */
    String command(String line, int code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return expect(code);
    }

    /** Uploads that many bytes; they are all the same, no file system that we know cares. */
    void store(String name, long bytes) throws IOException {
        try (Socket data = passive();
                OutputStream sink = data.getOutputStream()) {
            command("STOR " + name, 150);
            for (long left = bytes; left > 0; left -= Math.min(left, CHUNK)) {
                sink.write(buffer, 0, (int) Math.min(left, CHUNK));
            }
        }
        expect(226);
    }

    /** Downloads a file that has that many bytes. */
    void retrieve(String name, long bytes) throws IOException {
        long seen = 0;
        try (Socket data = passive();
                InputStream source = data.getInputStream()) {
            command("RETR " + name, 150);
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                seen += read;
            }
        }
        expect(226);
        if (seen != bytes) {
            throw new IOException("RETR gave " + seen + " bytes of " + bytes);
        }
    }

    private Socket passive() throws IOException {
        String reply = command("EPSV", 229);
        int start = reply.indexOf("(|||") + 4;
        return open(Integer.parseInt(reply.substring(start, reply.indexOf('|', start))));
    }

    private String expect(int code) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the server has left instead of saying " + code);
            }
            line.append((char) read);
        }
        String reply = line.toString().trim();
        if (!reply.startsWith(code + " ")) {
            throw new IOException("`" + reply + "` instead of " + code);
        }
        return reply;
    }

    /** Leaves in good order, so that the server has nothing to clear up while the next is measured. */
    @Override
    public void close() throws IOException {
        try (control) {
            command("QUIT", 221);
        }
    }
}
