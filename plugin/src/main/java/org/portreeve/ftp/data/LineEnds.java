package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.OutputStream;

/** Converts line ends between this system and the network (TYPE A, RFC 959 §3.1.1.1), right across block edges. */
final class LineEnds {

    private static final byte[] LOCAL = System.lineSeparator().getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final byte[] converted;
    private byte last;

    /** @param block the size of the largest block that will be converted */
    LineEnds(int block) {
        converted = new byte[2 * block];
    }

    /** Local to network: a lone LF becomes CR LF. */
    void toNetwork(byte[] bytes, int length, OutputStream out) throws IOException {
        int n = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\n' && last != '\r') {
                converted[n++] = '\r';
            }
            converted[n++] = b;
            last = b;
        }
        out.write(converted, 0, n);
    }

    /** Network to local: CR LF, a lone CR and a lone LF each become one local line end. */
    void fromNetwork(byte[] bytes, int length, OutputStream out) throws IOException {
        int n = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\r' || (b == '\n' && last != '\r')) {
                for (byte end : LOCAL) {
                    converted[n++] = end;
                }
            } else if (b != '\n') {
                converted[n++] = b;
            }
            last = b;
        }
        out.write(converted, 0, n);
    }
}
