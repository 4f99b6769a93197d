package org.portreeve.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.impl.PassivePorts;
import org.junit.jupiter.api.Test;

class PassiveSocketTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private static PassivePorts ports(String range) {
        return new Quay(DataSettings.DEFAULT).ports(range);
    }

    @Test
    void ports_areOfTheRange_andInNoOrder() throws Exception {
        PassivePorts ports = ports("42000-43999");
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            PassiveSocket socket = PassiveSocket.open(ports, LOCAL);
            found.add(socket.port());
            socket.close();
        }

        assertThat(found).allMatch(port -> port >= 42_000 && port <= 43_999);
        assertThat(found).isNotEqualTo(found.stream().sorted().toList());
    }

    @Test
    void ports_withoutARange_areInNoOrder() throws Exception {
        PassivePorts ports = ports("0");
        List<PassiveSocket> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            open.add(PassiveSocket.open(ports, LOCAL));
        }
        List<Integer> found = open.stream().map(PassiveSocket::port).toList();
        open.forEach(PassiveSocket::close);

        assertThat(found)
                .doesNotHaveDuplicates()
                .isNotEqualTo(found.stream().sorted().toList());
    }

    @Test
    void port_isFreeAgain_afterTheSocketIsClosed() throws Exception {
        PassivePorts ports = ports("44100");
        PassiveSocket first = PassiveSocket.open(ports, LOCAL);
        assertThatThrownBy(() -> PassiveSocket.open(ports, LOCAL)).isInstanceOf(DataConnectionException.class);
        first.close();
        first.close();

        PassiveSocket again = PassiveSocket.open(ports, LOCAL);

        assertThat(again.port()).isEqualTo(44_100);
        again.close();
    }

    @Test
    void port_thatAnotherProgramHas_isPassedOver() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOCAL)) {
            int taken = other.getLocalPort();
            PassivePorts ports = ports(taken + "," + (taken == 65_535 ? taken - 1 : taken + 1) + ",0");
            for (int i = 0; i < 20; i++) {
                PassiveSocket socket = PassiveSocket.open(ports, LOCAL);
                assertThat(socket.port()).isNotEqualTo(taken);
                socket.close();
            }
            PassivePorts none = ports(String.valueOf(taken));
            assertThatThrownBy(() -> PassiveSocket.open(none, LOCAL)).isInstanceOf(DataConnectionException.class);
        }
    }

    @Test
    void accept_listensNoLonger_onceThePeerIsIn() throws Exception {
        PassiveSocket socket = PassiveSocket.open(ports("0"), LOCAL);
        InetSocketAddress address = new InetSocketAddress(LOCAL, socket.port());

        try (SocketChannel client = SocketChannel.open(address);
                SocketChannel peer = socket.accept(LOCAL::equals, Duration.ofSeconds(20))) {
            assertThat(peer.getRemoteAddress()).isEqualTo(client.getLocalAddress());
            assertThatThrownBy(() -> SocketChannel.open(address)).isInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void accept_givesUp_whenOnlyStrangersCome() throws Exception {
        PassiveSocket socket = PassiveSocket.open(ports("0"), LOCAL);

        try (SocketChannel stranger = SocketChannel.open(new InetSocketAddress(LOCAL, socket.port()))) {
            assertThat(stranger.isConnected()).isTrue();
            assertThatThrownBy(() -> socket.accept(peer -> false, Duration.ofMillis(200)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** The system's own backlog is 50: strangers in such numbers would keep the client out. */
    @Test
    void manyStrangers_doNotKeepTheClientOut() throws Exception {
        PassiveSocket socket = PassiveSocket.open(ports("0"), LOCAL);
        List<SocketChannel> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                SocketChannel stranger = SocketChannel.open();
                strangers.add(stranger);
                stranger.socket().connect(new InetSocketAddress(LOCAL, socket.port()), 20_000);
            }
            try (SocketChannel client = SocketChannel.open()) {
                client.socket().connect(new InetSocketAddress(LOCAL, socket.port()), 20_000);
                int[] seen = new int[1];

                try (SocketChannel peer = socket.accept(address -> ++seen[0] > 100, Duration.ofSeconds(20))) {
                    assertThat(peer.getRemoteAddress()).isEqualTo(client.getLocalAddress());
                }
            }
        } finally {
            for (SocketChannel each : strangers) {
                each.close();
            }
        }
    }
}
