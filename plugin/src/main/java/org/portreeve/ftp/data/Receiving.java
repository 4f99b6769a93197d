package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.portreeve.ftp.file.Upload;

/** Moves what the client sends. */
final class Receiving {

    private static final int BLOCK = 64 * 1024;

    private final TransferMode mode;
    private final DataChannel channel;
    private final Buffers buffers;
    private final Pace pace;

    Receiving(TransferMode mode, DataChannel channel, Buffers buffers) {
        this.mode = mode;
        this.channel = channel;
        this.buffers = buffers;
        this.pace = mode.uploadPace();
    }

    /** Moves all of it; the result is how many bytes there were, decompressed if need be. */
    long into(OutputStream out) throws IOException {
        ByteBuffer block = buffers.take();
        try {
            return mode.isPlain() && out instanceof Upload upload && !pace.isLimited()
                    ? direct(block, upload)
                    : converted(block, out);
        } finally {
            buffers.give(block);
        }
    }

    private long direct(ByteBuffer block, Upload upload) throws IOException {
        long moved = 0;
        int n;
        while ((n = channel.read(block.clear())) >= 0) {
            upload.write(block.flip());
            moved += n;
            mode.received(n);
        }
        return moved;
    }

    private long converted(ByteBuffer block, OutputStream out) throws IOException {
        InputStream in = ChannelStreams.in(channel, block);
        if (!mode.zip()) {
            return copy(in, out);
        }
        Inflater inflater = new Inflater();
        try {
            return copy(new InflaterInputStream(in, inflater, BLOCK), out);
        } finally {
            inflater.end();
        }
    }

    private long copy(InputStream in, OutputStream out) throws IOException {
        LineEnds ends = mode.ascii() ? new LineEnds(BLOCK) : null;
        byte[] bytes = new byte[pace.block(BLOCK)];
        long moved = 0;
        int n;
        while ((n = in.read(bytes)) >= 0) {
            if (ends == null) {
                out.write(bytes, 0, n);
            } else {
                ends.fromNetwork(bytes, n, out);
            }
            moved += n;
            mode.received(n);
            pace.keep(n);
        }
        return moved;
    }
}
