package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletContext;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.ListenerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portreeve.policy.Policy;

/** Every fault refuses; nobody is let through because something broke. */
class FailClosedTest {

    private static final String TLS = """
            ftp-policy: 1
            name: tls-everywhere
            default: allow
            rules:
              - {require: protected-sessions, op: any, needs: {control: tls, data: private}}
            """;

    @Test
    void aWrongPolicy_isNotServed_andSaysWhereItIsWrong() {
        assertThatThrownBy(() -> TestServer.start("ftp-policy: 1\nname: x\ndefault: alow\n"))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("policy.yaml:3:10")
                .hasMessageContaining("alow");
        assertThat(TestLog.start().since(0)).contains("the server does not start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\1\2\3", "[]", "ftp-policy: 2\n"})
    void aFileThatIsNoPolicy_isNotServed(String text) {
        assertThatThrownBy(() -> TestServer.start(text)).isInstanceOf(FtpServerConfigurationException.class);
    }

    @Test
    void aMissingPolicy_orADirectory_orATooLargeOne_isNotServed(@TempDir Path directory) throws Exception {
        Path huge = directory.resolve("huge.yaml");
        try (var out = Files.newOutputStream(huge)) {
            byte[] comment = "#".repeat(1023).concat("\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 100 * 1024; i++) {
                out.write(comment);
            }
        }
        for (Path file : List.of(directory.resolve("missing.yaml"), directory, huge)) {
            PolicyFtplet ftplet = new PolicyFtplet();
            ftplet.setPolicy(file.toString());

            assertThatThrownBy(() -> ftplet.init(context())).isInstanceOf(FtpServerConfigurationException.class);

            assertThat(ftplet.describe()).isEqualTo("none");
        }
    }

    @Test
    void repliesThatTurnARefusalPositive_areNotServed() {
        assertThatThrownBy(() -> TestServer.start(
                        TLS, settings -> settings.replies = "ftp-replies: 1\nreplies:\n  tls-required: {code: 230}\n"))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("replies.yaml:3");
    }

    @Test
    void anErrorWhileStarting_stopsTheServer() throws Exception {
        int port = freePort();

        assertThatThrownBy(() -> TestServer.start(TLS, settings -> {
                    settings.ftplet = new PolicyFtplet(file -> {
                        throw new NoClassDefFoundError("half an installation");
                    });
                    settings.more = factory -> factory.addListener("default", listenerOn(port));
                }))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("half an installation");

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void anErrorInTheMiddleOfADecision_endsTheSessionWith421() throws Exception {
        Policy broken = (Policy) Proxy.newProxyInstance(
                Policy.class.getClassLoader(),
                new Class<?>[] {Policy.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name", "hash" -> "broken";
                    case "warnings", "limits", "files" -> List.of();
                    case "isObserved" -> false;
                    case "stage" -> throw new StackOverflowError("in a decision");
                    default -> throw new IllegalStateException("in a decision");
                });
        try (TestServer server = TestServer.start(TLS, settings -> settings.ftplet = new PolicyFtplet(file -> broken));
                TestClient client = new TestClient(server.port())) {
            assertThat(TestClient.code(client.reply())).isEqualTo(421);
            assertThat(client.reply()).isNull();
        }
    }

    @Test
    void aServerThatIsNotKnown_isRefused() {
        PolicyFtplet ftplet = new PolicyFtplet();

        assertThatThrownBy(() -> ftplet.init(null)).isInstanceOf(FtpServerConfigurationException.class);
    }

    /** FtpServer listens before it starts its Ftplets. */
    @Test
    void whoeverConnectsBeforeWeAreReady_isNotServed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        int port = freePort();
        Thread start = new Thread(() -> {
            try {
                TestServer.start(TLS, settings -> {
                            settings.before.put("slow", new Slow(inside, goOn));
                            settings.more = factory -> factory.addListener("default", listenerOn(port));
                        })
                        .close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        start.start();
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

        try (TestClient early = new TestClient(port)) {
            assertThat(TestClient.code(early.reply())).isEqualTo(421);
            assertThat(early.reply()).isNull();
        } finally {
            goOn.countDown();
            start.join();
        }
    }

    private static final class Slow extends DefaultFtplet {
        private final CountDownLatch inside;
        private final CountDownLatch goOn;

        Slow(CountDownLatch inside, CountDownLatch goOn) {
            this.inside = inside;
            this.goOn = goOn;
        }

        @Override
        public void init(FtpletContext context) {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An Ftplet in front of ours may end the chain; the gate stands in front of all of them. */
    @Test
    void anFtpletInFrontOfOurs_cannotOpenTheGate() throws Exception {
        DefaultFtplet selfish = new DefaultFtplet() {
            @Override
            public FtpletResult onConnect(FtpSession session) {
                return FtpletResult.NO_FTPLET;
            }

            @Override
            public FtpletResult beforeCommand(FtpSession session, FtpRequest request) {
                return FtpletResult.NO_FTPLET;
            }
        };
        try (TestServer server = TestServer.start(TLS, settings -> settings.before.put("selfish", selfish));
                TestClient client = new TestClient(server.port())) {
            assertThat(client.reply()).startsWith("220");
            client.expect(534, "USER alice");
            client.expect(534, "PASS x");
            client.secure();
            client.login("alice");
            client.expect(533, "PROT C");
        }
    }

    private static FtpletContext context() {
        return new org.apache.ftpserver.impl.DefaultFtpServerContext();
    }

    private static org.apache.ftpserver.listener.Listener listenerOn(int port) {
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(port);
        return listener.createListener();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
