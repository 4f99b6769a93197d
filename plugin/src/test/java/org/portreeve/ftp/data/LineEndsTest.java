package org.portreeve.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    private static final byte[] TEXT = "a\nb\r\nc\rd\n\n\r\n\r\re\r".getBytes(StandardCharsets.US_ASCII);

    private interface Direction {
        void convert(LineEnds ends, byte[] bytes, int length, OutputStream out) throws IOException;
    }

    @Test
    void toNetwork_isTheSame_whereverTheBlockEnds() throws IOException {
        assertThat(whole(LineEnds::toNetwork))
                .isEqualTo("a\r\nb\r\nc\rd\r\n\r\n\r\n\r\re\r".getBytes(StandardCharsets.US_ASCII));

        assertSplitsAgree(LineEnds::toNetwork);
    }

    @Test
    void fromNetwork_isTheSame_whereverTheBlockEnds() throws IOException {
        String expected = "a\nb\nc\nd\n\n\n\n\ne\n".replace("\n", System.lineSeparator());
        assertThat(whole(LineEnds::fromNetwork)).isEqualTo(expected.getBytes(StandardCharsets.US_ASCII));

        assertSplitsAgree(LineEnds::fromNetwork);
    }

    private static byte[] whole(Direction direction) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        direction.convert(new LineEnds(TEXT.length), TEXT, TEXT.length, out);
        return out.toByteArray();
    }

    private static void assertSplitsAgree(Direction direction) throws IOException {
        for (int edge = 0; edge <= TEXT.length; edge++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LineEnds ends = new LineEnds(TEXT.length);
            direction.convert(ends, TEXT, edge, out);
            byte[] rest = Arrays.copyOfRange(TEXT, edge, TEXT.length);
            direction.convert(ends, rest, rest.length, out);
            assertThat(out.toByteArray()).as("edge at %d", edge).isEqualTo(whole(direction));
        }
    }
}
