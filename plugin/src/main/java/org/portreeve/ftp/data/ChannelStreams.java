package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A data connection as streams, for what has to look at each byte. Closing them closes nothing. */
final class ChannelStreams {

    private ChannelStreams() {}

    /** What comes; {@code block} holds what is not read yet, and stays the caller's. */
    static InputStream in(DataChannel channel, ByteBuffer block) {
        block.flip();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return has() ? block.get() & 0xFF : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (!has()) {
                    return -1;
                }
                int n = Math.min(length, block.remaining());
                block.get(bytes, offset, n);
                return n;
            }

            private boolean has() throws IOException {
                if (block.hasRemaining()) {
                    return true;
                }
                int n = channel.read(block.clear());
                block.flip();
                return n > 0;
            }
        };
    }

    /** What goes; {@code block} holds what is not sent yet, until flush or until it is full, and stays the caller's. */
    static OutputStream out(DataChannel channel, ByteBuffer block) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int from = offset;
                int left = length;
                while (left > 0) {
                    int n = Math.min(left, block.remaining());
                    block.put(bytes, from, n);
                    from += n;
                    left -= n;
                    if (!block.hasRemaining()) {
                        send();
                    }
                }
            }

            @Override
            public void flush() throws IOException {
                send();
                channel.flush();
            }

            private void send() throws IOException {
                channel.write(block.flip());
                block.clear();
            }
        };
    }
}
