package org.portreeve.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBufferTest {

    private static final int LIMIT = 100;

    @Test
    void linesEndWithCrLf() {
        assertThat(lines("USER alice\r\nPASS x\r\nNO")).containsExactly("USER alice", "PASS x");
    }

    @Test
    void bareCrAndBareLf_areNoLineEnds() {
        assertThat(lines("USER alice\nNOOP\r\n")).containsExactly(MalformedLine.BARE_CR_OR_LF, "NOOP");
        assertThat(lines("US\rER alice\r\nNOOP\r\n")).containsExactly(MalformedLine.BARE_CR_OR_LF, "NOOP");
        assertThat(lines("USER alice\r\r\nNOOP\r\n")).containsExactly(MalformedLine.BARE_CR_OR_LF, "NOOP");
    }

    @Test
    void nul_isRefused() {
        assertThat(lines("US\0ER alice\r\nNOOP\r\n")).containsExactly(MalformedLine.NUL, "NOOP");
    }

    @Test
    void aLineOfTheLimit_fits_andOneByteMoreDoesNot() {
        assertThat(lines("x".repeat(LIMIT) + "\r\n")).containsExactly("x".repeat(LIMIT));
        assertThat(lines("x".repeat(LIMIT + 1) + "\r\nNOOP\r\n")).containsExactly(MalformedLine.TOO_LONG, "NOOP");
    }

    @Test
    void aLineThatDoesNotEnd_isCountedButNotKept() {
        LineBuffer buffer = new LineBuffer(() -> false);
        for (int i = 0; i < 10_000; i++) {
            assertThat(buffer.take('x', LIMIT)).isNull();
        }

        assertThat(buffer.taken()).isEqualTo(10_000);
    }

    @Test
    void utf8_isRead_andAnythingElseRefused() {
        assertThat(lines("RETR \u00e9\u4e2d\r\n")).containsExactly("RETR \u00e9\u4e2d");
        assertThat(take(new byte[] {'R', (byte) 0xc3, '(', '\r', '\n'})).containsExactly(MalformedLine.NOT_UTF8);
    }

    @Test
    void telnetCommands_areTakenOut() {
        assertThat(take(bytes(255, 244, 255, 242, 'A', 'B', 'O', 'R', '\r', '\n')))
                .containsExactly("ABOR");
        assertThat(take(bytes(255, 253, 1, 'N', 'O', 'O', 'P', '\r', '\n'))).containsExactly("NOOP");
        assertThat(take(bytes('R', 255, 255, '\r', '\n'))).containsExactly(MalformedLine.NOT_UTF8);
    }

    @Test
    void anyBytes_giveEitherALineOrARefusalForEachLf() {
        Random random = new Random(959);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i += 1 + random.nextInt(20)) {
                bytes[i] = (byte) "\r\n\0\377AUTH ".charAt(random.nextInt(9));
            }

            for (Object line : take(bytes)) {
                assertThat(line).isInstanceOfAny(String.class, MalformedLine.class);
                if (line instanceof String text) {
                    assertThat(text).doesNotContain("\r", "\n", "\0");
                }
            }
        }
    }

    private static List<Object> lines(String text) {
        return take(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Object> take(byte[] bytes) {
        LineBuffer buffer = new LineBuffer(() -> false);
        List<Object> lines = new ArrayList<>();
        for (byte b : bytes) {
            Object line = buffer.take(b & 0xff, LIMIT);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
