package org.portreeve.ftp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A client that does what it is told, right or wrong, and shows every byte that comes back. */
final class TestClient implements AutoCloseable {

    private static final int LONGEST_LINE = 512;
    static final int PATIENCE_MILLIS = 20_000;

    private static final Pattern EPSV = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
    /** Its own, so that it resumes its own TLS sessions and no others. */
    private SSLContext context = trusting();

    private final int serverPort;
    private Socket control;
    private InputStream in;
    private OutputStream out;
    private boolean tls;
    private long offset;
    private @Nullable Socket data;
    private @Nullable Socket dataTcp;

    TestClient(int serverPort) throws IOException {
        this.serverPort = serverPort;
        control = open(serverPort);
        in = new BufferedInputStream(control.getInputStream());
        out = control.getOutputStream();
    }

    /** Takes little of what the server sends before somebody reads it. */
    void passiveAndSlow() throws IOException {
        send("EPSV");
        Matcher port = EPSV.matcher(String.valueOf(reply()));
        if (!port.find()) {
            throw new AssertionError("EPSV");
        }
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1))));
        data = socket;
    }

    /** Whether something came on the control connection that nobody has read. */
    boolean hasReply() throws IOException {
        return in.available() > 0;
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    // ---- control connection

    void startTls() throws IOException {
        SSLSocket secured = layer(context, control);
        secured.startHandshake();
        control = secured;
        in = new BufferedInputStream(secured.getInputStream());
        out = secured.getOutputStream();
        tls = true;
    }

    boolean isTls() {
        return tls;
    }

    /** TLS 1.2: another handshake inside the TLS that is there. */
    void handshakeAgain() throws IOException {
        ((SSLSocket) control).startHandshake();
    }

    /** Whether the server closes the connection, whatever it sends before. */
    boolean ends() throws IOException {
        in.readAllBytes();
        return true;
    }

    /** Shows a client certificate when the server asks for one. */
    void identify(KeyManager... keys) {
        context = trusting(keys);
    }

    /** The version of TLS on the control connection. */
    String tlsVersion() {
        return ((SSLSocket) control).getSession().getProtocol();
    }

    /** Whom the certificate names that the server showed on the control connection. */
    String serverName() throws IOException {
        return nameOf((SSLSocket) control);
    }

    /** The same of the data connection. */
    String dataServerName() throws IOException {
        return nameOf((SSLSocket) data());
    }

    private static String nameOf(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private SSLSocket layer(SSLContext from, Socket socket) throws IOException {
        return (SSLSocket) from.getSocketFactory().createSocket(socket, "127.0.0.1", serverPort, true);
    }

    void send(String line) throws IOException {
        sendRaw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next whole reply, lines joined by LF; null when the server has closed the connection. */
    @Nullable
    String reply() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        StringBuilder reply = new StringBuilder(first);
        if (first.length() > 3 && first.charAt(3) == '-') {
            String end = first.substring(0, 3) + " ";
            String line;
            do {
                line = line();
                if (line == null) {
                    return reply.toString();
                }
                reply.append('\n').append(line);
            } while (!line.startsWith(end));
        }
        return reply.toString();
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        try {
            while ((b = in.read()) >= 0) {
                if (b == '\n') {
                    return text(line).replaceAll("\r$", "");
                }
                line.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no reply, so far: " + line, e);
        } catch (IOException e) {
            return null;
        }
        return line.size() == 0 ? null : text(line);
    }

    /** What the server says is UTF-8 (RFC 2640), and fits into the line that old clients have room for. */
    private static String text(ByteArrayOutputStream line) {
        if (line.size() >= LONGEST_LINE) {
            throw new AssertionError("a line of " + line.size() + " bytes: " + line);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + line, e);
        }
    }

    /** Sends a line and returns the code of the reply, or 0 if the server closed the connection instead. */
    int command(String line) throws IOException {
        send(line);
        return code(reply());
    }

    static int code(@Nullable String reply) {
        return reply == null ? 0 : Integer.parseInt(reply.substring(0, 3));
    }

    void login(String user) throws IOException {
        expect(331, "USER " + user);
        expect(230, "PASS " + TestServer.passwordOf(user));
        expect(200, "TYPE I");
    }

    void secure() throws IOException {
        expect(234, "AUTH TLS");
        startTls();
        expect(200, "PBSZ 0");
        expect(200, "PROT P");
    }

    void expect(int code, String line) throws IOException {
        send(line);
        String reply = reply();
        if (code(reply) != code) {
            throw new AssertionError(line.replaceAll("(?i)^pass .*", "PASS ...") + " -> " + reply + ", not " + code);
        }
    }

    void hangUp() throws IOException {
        control.close();
    }

    // ---- data connection

    void passive() throws IOException {
        dataTo(passivePort());
    }

    private int passivePort() throws IOException {
        send("EPSV");
        return portOf(reply());
    }

    /** Connects to where a 229 points. */
    void connectData(@Nullable String reply) throws IOException {
        dataTo(portOf(reply));
    }

    private static int portOf(@Nullable String reply) {
        Matcher port = EPSV.matcher(String.valueOf(reply));
        if (!port.find()) {
            throw new AssertionError("EPSV -> " + reply);
        }
        return Integer.parseInt(port.group(1));
    }

    private void dataTo(int port) throws IOException {
        data = open(port);
        dataTcp = data;
    }

    boolean hasData() {
        return data != null;
    }

    /** As {@link #passive}, but somebody else connects first; that connection. */
    Socket passiveBehind(String stranger) throws IOException {
        int port = passivePort();
        Socket first = new Socket();
        first.bind(new InetSocketAddress(stranger, 0));
        first.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        first.setSoTimeout(PATIENCE_MILLIS);
        dataTo(port);
        return first;
    }

    Socket data() {
        if (data == null) {
            throw new AssertionError("no data connection");
        }
        return data;
    }

    void dataTls(String... protocols) throws IOException {
        dataTls(context, protocols);
    }

    /** As {@link #dataTls}, with the TLS sessions of another client, or of none. */
    void dataTlsOf(@Nullable TestClient other) throws IOException {
        dataTls(other == null ? trusting() : other.context);
    }

    private void dataTls(SSLContext from, String... protocols) throws IOException {
        SSLSocket secured = layer(from, new SamePort(data(), serverPort));
        if (protocols.length > 0) {
            secured.setEnabledProtocols(protocols);
        }
        data = secured;
        secured.startHandshake();
    }

    void dataSend(byte[] bytes) throws IOException {
        data().getOutputStream().write(bytes);
        data().getOutputStream().flush();
    }

    /** Ends an upload the rude way: FIN without close_notify, and without reading what came. */
    void dataHangUp() throws IOException {
        if (dataTcp != null) {
            dataTcp.close();
        }
        data = null;
    }

    /** Ends an upload the polite way: close_notify under TLS, then FIN. */
    void dataClose() throws IOException {
        data().close();
        data = null;
    }

    /** Ends an upload under TLS and reads what the server still has to say, the next session ticket for one. */
    private void hearOut() throws IOException {
        if (tls) {
            data().shutdownOutput();
            data().getInputStream().readAllBytes();
        }
    }

    byte[] dataReceive() throws IOException {
        byte[] all = data().getInputStream().readAllBytes();
        dataClose();
        return all;
    }

    /** The next upload begins with REST, between EPSV and the command as clients do. */
    void restart(long at) {
        offset = at;
    }

    /** Uploads and returns the last reply's code. */
    int upload(String command, byte[] content) throws IOException {
        passive();
        if (offset > 0) {
            expect(350, "REST " + offset);
            offset = 0;
        }
        int first = command(command);
        if (first != 150) {
            dataClose();
            return first;
        }
        try {
            if (tls) {
                dataTls();
            }
            dataSend(content);
            hearOut();
            dataClose();
        } catch (IOException e) {
            dataClose(); // the server broke off; its reply says why
        }
        return code(reply());
    }

    @Override
    public void close() throws IOException {
        if (data != null) {
            data.close();
        }
        control.close();
    }

    /** From now on the test key's certificate is shown to whoever asks for one. */
    void showCertificate() throws Exception {
        KeyStore store = KeyStore.getInstance(TestKey.store().toFile(), TestKey.PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, TestKey.PASSWORD.toCharArray());
        context = trusting(keys.getKeyManagers());
    }

    private static SSLContext trusting(KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys,
                    new TrustManager[] {
                        new X509TrustManager() {
                            @Override
                            public void checkClientTrusted(X509Certificate[] chain, String type) {}

                            @Override
                            public void checkServerTrusted(X509Certificate[] chain, String type) {}

                            @Override
                            public X509Certificate[] getAcceptedIssuers() {
                                return new X509Certificate[0];
                            }
                        }
                    },
                    new SecureRandom());
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
