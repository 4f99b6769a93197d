package org.portreeve.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a batch. One that is too long or no UTF-8 is a fault of its own: the next call goes on behind it. Holds one
 * line at a time.
 */
final class BatchLines implements Closeable {
    private static final int LONGEST = 1 << 20;

    /** Some editors put it at the beginning of a file. */
    private static final String MARK = "\uFEFF";

    private final InputStream in;
    private boolean begun;

    BatchLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws UsageException if the line cannot be read as text
     */
    @Nullable
    String next() throws IOException, UsageException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (length < LONGEST) {
                line.write(next);
            }
            length++;
            next = in.read();
        }
        if (length > LONGEST) {
            throw new UsageException("line is longer than 1 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            String shown = begun || !text.startsWith(MARK) ? text : text.substring(MARK.length());
            begun = true;
            return shown;
        } catch (CharacterCodingException e) {
            throw new UsageException("line is not UTF-8");
        }
    }

    /** Whether whoever writes the lines has to be waited for, so that he should see the answers so far. */
    boolean hasToWait() throws IOException {
        return in.available() == 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
