package org.portreeve.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that are turned away. */
@Timeout(60)
class WatchTest {

    private record Pair(SocketChannel near, SocketChannel far) implements AutoCloseable {

        static Pair open() throws IOException {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel far = SocketChannel.open(server.getLocalAddress());
                return new Pair(server.accept(), far);
            }
        }

        @Override
        public void close() throws IOException {
            near.close();
            far.close();
        }
    }

    @Test
    void aPeerThatSendsForEver_isListenedToForAWhile_andHoldsUpNobody() throws Exception {
        try (Watch watch = new Watch();
                Pair endless = Pair.open();
                Pair silent = Pair.open()) {
            CompletableFuture<IOException> cutOff = CompletableFuture.supplyAsync(() -> sendForEver(endless.far()));
            Wire turnedAway = new Wire(endless.near(), watch, Duration.ofSeconds(30));
            assertThat(turnedAway.read(ByteBuffer.allocate(1000))).isPositive();

            turnedAway.turnAway();
            turnedAway.close();

            Wire waiting = new Wire(silent.near(), watch, Duration.ofMillis(200));
            assertThatThrownBy(() -> waiting.read(ByteBuffer.allocate(1000)))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("stood still");
            assertThat(cutOff.get()).isNotNull();
        }
    }

    private static IOException sendForEver(SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        try {
            while (true) {
                to.write(bytes.clear());
            }
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void oneLook_readsNoMoreThanItHasTimeFor() throws Exception {
        try (Watch watch = new Watch();
                Pair pair = Pair.open()) {
            Wire wire = new Wire(pair.near(), watch, Duration.ofSeconds(30));
            pair.far().write(ByteBuffer.allocate(1000));
            assertThat(wire.read(ByteBuffer.allocate(1))).isEqualTo(1);
            pair.near().configureBlocking(false);

            assertThat(wire.hasLeft(-1, ByteBuffer.allocate(1))).isFalse();

            assertThat(pair.near().read(ByteBuffer.allocate(1000))).isPositive();
        }
    }

    @Test
    void aPeerThatSendsMoreThanItIsAskedFor_getsToItsEnd() throws Exception {
        try (Watch watch = new Watch();
                Pair pair = Pair.open()) {
            Wire wire = new Wire(pair.near(), watch, Duration.ofSeconds(30));
            wire.turnAway();
            wire.close();

            ByteBuffer bytes = ByteBuffer.allocate(20 << 20);
            while (bytes.hasRemaining()) {
                pair.far().write(bytes);
            }

            assertThat(pair.far().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            pair.far().shutdownOutput();
        }
    }

    /** A refused client is heard out for as long as it may stand still otherwise, if only bytes come. */
    @Test
    void aPeerThatGoesOnSending_isListenedToForItsWholePatience_andOneThatIsSilentIsNot() throws Exception {
        Watch nobody = new Watch();
        nobody.close(); // this test looks by itself, and its time is its own
        try (Pair talking = Pair.open();
                Pair silent = Pair.open()) {
            long start = System.nanoTime();
            Wire heard = turnedAway(talking, nobody);
            Wire unheard = turnedAway(silent, nobody);
            ByteBuffer rest = ByteBuffer.allocate(1000);

            assertThat(unheard.hasLeft(start + seconds(1), rest)).isFalse();
            assertThat(unheard.hasLeft(System.nanoTime() + seconds(2), rest)).isTrue();
            for (int second = 1; second < 30; second++) {
                talking.far().write(ByteBuffer.allocate(10));
                assertThat(heard.hasLeft(start + seconds(second), rest))
                        .as("%d", second)
                        .isFalse();
            }
            talking.far().write(ByteBuffer.allocate(10));
            assertThat(heard.hasLeft(System.nanoTime() + seconds(30), rest)).isTrue();
        }
    }

    private static Wire turnedAway(Pair pair, Watch watch) throws IOException {
        Wire wire = new Wire(pair.near(), watch, Duration.ofSeconds(30));
        wire.turnAway();
        wire.close();
        return wire;
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
