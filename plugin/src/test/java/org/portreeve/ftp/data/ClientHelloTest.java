package org.portreeve.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ClientHelloTest {

    private static final String RANDOM = "00".repeat(32);
    private static final String SUITES = "0002c02f";

    /** A record around a ClientHello around these extensions. */
    private static ByteBuffer hello(String version, String extensions) {
        String body = version + RANDOM + "00" + SUITES + "0100" + extensions;
        String message = "01" + "%06x".formatted(body.length() / 2) + body;
        return ByteBuffer.wrap(HexFormat.of().parseHex("160301" + "%04x".formatted(message.length() / 2) + message));
    }

    @Test
    void describe_namesTheVersionOfAnOldClient() {
        assertThat(ClientHello.describe(hello("0302", ""))).isEqualTo("the client offers TLSv1.1");
    }

    @Test
    void describe_namesTheVersionsOfTheExtension_notTheOneForTheRecord() {
        String sni = "0000" + "0002" + "0000";
        String versions = "002b" + "0005" + "04" + "0304" + "0303";

        assertThat(ClientHello.describe(hello("0303", "000f" + sni + versions)))
                .isEqualTo("the client offers TLSv1.2, TLSv1.3");
    }

    @Test
    void describe_ofWhatIsNone_saysSo() {
        ByteBuffer whole = hello("0303", "");
        for (int length = 0; length < whole.limit() - 6; length++) {
            assertThat(ClientHello.describe(whole.duplicate().limit(length))).startsWith("the client");
        }
        assertThat(ClientHello.describe(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("the client's offer cannot be read");
    }

    @Test
    void isTls_looksAtTheFirstByte() {
        assertThat(ClientHello.isTls(hello("0303", ""))).isTrue();
        assertThat(ClientHello.isTls(ByteBuffer.wrap(new byte[] {'G'}))).isFalse();
        assertThat(ClientHello.isTls(ByteBuffer.allocate(0))).isFalse();
    }
}
