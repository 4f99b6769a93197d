package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Continues a native file at its end, in place: what was there is never touched, and what was added is cut off again if
 * it is not to be. One at a time for each file.
 */
final class AppendStage implements Stage {

    private final Path target;
    private final FileChannel channel;
    private final long oldSize;
    private final boolean durable;
    private final @Nullable Object fileKey;

    /** @param expectedSize the size that the file is believed to have; another one means that somebody else wrote to it */
    AppendStage(Path target, long expectedSize, Staging staging) throws IOException {
        this.durable = staging.durable();
        this.target = target.toRealPath();
        if (!UploadsUnderWay.beginContinued(this.target, OptionalLong.of(expectedSize))) {
            throw new BusyException("another upload continues this file");
        }
        FileChannel opened = null;
        try {
            opened = FileChannel.open(this.target, StandardOpenOption.WRITE);
            oldSize = opened.size();
            if (oldSize != expectedSize) {
                throw new BusyException("another upload has just continued this file");
            }
            opened.position(oldSize);
            fileKey = fileKey();
        } catch (IOException | RuntimeException e) {
            UploadsUnderWay.endContinued(this.target);
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        channel = opened;
    }

    private @Nullable Object fileKey() throws IOException {
        return Files.readAttributes(target, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public long oldSize() {
        return oldSize;
    }

    /** Nothing is replaced; but if somebody has put another file there, the one that was continued is no more. */
    @Override
    public void publish(boolean mayReplace) throws IOException {
        if (!Files.exists(target) || !Objects.equals(fileKey, fileKey())) {
            throw new BusyException("somebody has replaced the file that was continued");
        }
        if (durable) {
            channel.force(true);
        }
        close();
    }

    @Override
    public void discard() throws IOException {
        try {
            if (channel.isOpen()) {
                channel.truncate(oldSize);
            }
        } finally {
            close();
        }
    }

    private void close() throws IOException {
        try {
            channel.close();
        } finally {
            UploadsUnderWay.endContinued(target);
        }
    }
}
