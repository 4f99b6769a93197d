package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.file.Download;
import org.portreeve.ftp.file.NativeDownload;

/** Moves what the client gets. */
final class Sending {

    private static final int BLOCK = 64 * 1024;

    private final TransferMode mode;
    private final DataChannel channel;
    private final Buffers buffers;
    private final Pace pace;
    private final @Nullable Download download;
    private @Nullable IOException refusal;

    /** @param download counts what is sent; null if nothing does */
    Sending(TransferMode mode, DataChannel channel, Buffers buffers, @Nullable Download download) {
        this.download = download;
        this.mode = mode;
        this.channel = channel;
        this.buffers = buffers;
        this.pace = mode.downloadPace();
    }

    /** Moves a file; the result is how many bytes were read. */
    long of(InputStream in) throws IOException {
        long moved = moving(in);
        if (refusal != null) {
            throw refusal;
        }
        return moved;
    }

    private long moving(InputStream in) throws IOException {
        if (mode.isPlain() && !pace.isLimited() && in instanceof NativeDownload file) {
            return channel instanceof Wire wire ? unseen(file.channel(), wire) : direct(file.channel());
        }
        return converted(in);
    }

    /** A listing; it is text as the network has it already. */
    void of(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer block = buffers.take();
        try {
            converted(block, out -> {
                out.write(bytes);
                return bytes.length;
            });
            mode.sent(bytes.length);
        } finally {
            buffers.give(block);
        }
    }

    private long unseen(FileChannel file, Wire wire) throws IOException {
        long at = file.position();
        long moved = 0;
        long n;
        while ((n = wire.send(file, at + moved, most(file, at + moved))) > 0) {
            moved += n;
            sent(n);
        }
        return moved;
    }

    /** How much of a file may be sent in one go; 0 only at its end. */
    private long most(FileChannel file, long from) throws IOException {
        if (download == null) {
            return Long.MAX_VALUE;
        }
        long rest = Math.min(file.size() - from, Wire.LARGEST_PIECE);
        return rest <= 0 ? 0 : download.mayPass(rest);
    }

    /** How many bytes may be sent; 0 if none may, and then what was sent before is to reach the client all the same. */
    private int mayPass(int bytes) {
        if (download == null) {
            return bytes;
        }
        try {
            return (int) download.mayPass(bytes);
        } catch (IOException e) {
            refusal = e;
            return 0;
        }
    }

    private void sent(long bytes) {
        if (download != null) {
            download.passed(bytes);
        }
        mode.sent(bytes);
    }

    private long direct(FileChannel file) throws IOException {
        ByteBuffer block = buffers.take();
        try {
            long moved = 0;
            int n;
            while ((n = file.read(block.clear())) >= 0) {
                block.flip();
                for (int left = n; left > 0; ) {
                    int part = mayPass(left);
                    if (part == 0) {
                        channel.flush();
                        return moved;
                    }
                    block.limit(block.position() + part);
                    channel.write(block);
                    sent(part);
                    moved += part;
                    left -= part;
                }
            }
            return moved;
        } finally {
            buffers.give(block);
        }
    }

    private interface Writing {
        long to(OutputStream out) throws IOException;
    }

    private long converted(InputStream in) throws IOException {
        ByteBuffer block = buffers.take();
        try {
            return converted(block, out -> copy(in, out));
        } finally {
            buffers.give(block);
        }
    }

    private long converted(ByteBuffer block, Writing writing) throws IOException {
        OutputStream out = ChannelStreams.out(channel, block);
        if (!mode.zip()) {
            long moved = writing.to(out);
            out.flush();
            return moved;
        }
        Deflater deflater = new Deflater();
        try {
            DeflaterOutputStream zip = new DeflaterOutputStream(out, deflater, BLOCK);
            long moved = writing.to(zip);
            zip.finish();
            out.flush();
            return moved;
        } finally {
            deflater.end();
        }
    }

    private long copy(InputStream in, OutputStream out) throws IOException {
        LineEnds ends = mode.ascii() ? new LineEnds(BLOCK) : null;
        byte[] bytes = new byte[pace.block(BLOCK)];
        long moved = 0;
        int n;
        while ((n = in.read(bytes)) >= 0) {
            for (int left = n; left > 0; ) {
                int part = mayPass(left);
                if (part == 0) {
                    return moved;
                }
                write(bytes, part, ends, out);
                moved += part;
                left -= part;
                System.arraycopy(bytes, part, bytes, 0, left);
            }
        }
        return moved;
    }

    private void write(byte[] bytes, int length, @Nullable LineEnds ends, OutputStream out) throws IOException {
        if (ends == null) {
            out.write(bytes, 0, length);
        } else {
            ends.toNetwork(bytes, length, out);
        }
        if (pace.isLimited()) {
            out.flush();
        }
        sent(length);
        pace.keep(length);
    }
}
