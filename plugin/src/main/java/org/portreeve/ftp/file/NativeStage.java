package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** A hidden file beside the target on a native file system, moved over it in one step when it is complete. */
final class NativeStage implements Stage {

    private final Path target;
    private final Path hidden;
    private final FileChannel channel;
    private final boolean durable;

    /**
     * @param target the file to be; if it is a symbolic link, the file it leads to
     * @param offset how much of the old file stays in front of what is uploaded
     */
    NativeStage(Path target, long offset, Staging staging) throws IOException {
        this.target = real(target);
        this.durable = staging.durable();
        Path directory = this.target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("no directory to put the file in");
        }
        this.hidden = directory.resolve(staging.journal().freshName(directory));
        this.channel = Placing.begin(hidden);
        try {
            if (Files.exists(this.target)) {
                copyPermissions();
            }
            if (offset > 0) {
                copyBeginning(offset);
            }
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    private static Path real(Path target) throws IOException {
        if (Files.exists(target)) {
            return target.toRealPath();
        }
        Path parent = target.toAbsolutePath().getParent();
        Path name = target.getFileName();
        return parent == null || name == null ? target : parent.toRealPath().resolve(name);
    }

    private void copyPermissions() throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (old != null) {
            Files.setPosixFilePermissions(hidden, old.readAttributes().permissions());
        }
    }

    private void copyBeginning(long offset) throws IOException {
        long copied = 0;
        if (Files.exists(target)) {
            try (FileChannel old = FileChannel.open(target, StandardOpenOption.READ)) {
                long size = Math.min(offset, old.size());
                while (copied < size) {
                    copied += old.transferTo(copied, size - copied, channel);
                }
            }
        }
        if (copied < offset) {
            channel.write(ByteBuffer.allocate(1), offset - 1);
        }
        channel.position(offset);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public long oldSize() throws IOException {
        return Files.exists(target) ? Files.size(target) : -1;
    }

    @Override
    public void publish(boolean mayReplace) throws IOException {
        publish(mayReplace, false);
    }

    /** Publishes over a file that this upload itself continues. */
    void replaceOwn() throws IOException {
        publish(true, true);
    }

    private void publish(boolean mayReplace, boolean own) throws IOException {
        try {
            if (durable) {
                channel.force(true);
            }
            channel.close();
            if (!own && UploadsUnderWay.isContinued(target)) {
                throw new BusyException("another upload continues the file");
            }
            Placing.place(mayReplace ? this::move : this::moveToFreeName);
            UploadsUnderWay.endHidden(hidden);
            if (durable) {
                Durable.directory(hidden.getParent());
            }
        } catch (IOException e) {
            discard();
            throw e;
        }
    }

    /** Fails if the name is taken, also if it was taken this very moment, by another process. */
    private void moveToFreeName() throws IOException {
        try {
            Files.createLink(target, hidden);
        } catch (FileAlreadyExistsException e) {
            throw new BusyException(Placing.TAKEN);
        } catch (UnsupportedOperationException | FileSystemException e) { // not every file system has links
            if (Files.exists(target)) {
                throw new BusyException(Placing.TAKEN);
            }
            move();
            return;
        }
        Files.delete(hidden);
    }

    private void move() throws IOException {
        try {
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(hidden, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void discard() throws IOException {
        try (channel) {
            Files.deleteIfExists(hidden);
        } finally {
            UploadsUnderWay.endHidden(hidden);
        }
    }
}
