package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Continues a native file at its end in a copy, which takes its place when it is complete: whatever happens before, be it
 * the end of the server, the file is what it was. One at a time for each file.
 */
final class CopiedAppendStage implements Stage {

    private final Path target;
    private final long oldSize;
    private final NativeStage copy;
    private boolean ended;

    /** @param expectedSize the size that the file is believed to have; another one means that somebody else wrote to it */
    CopiedAppendStage(Path target, long expectedSize, Staging staging) throws IOException {
        this.target = target.toRealPath();
        this.oldSize = expectedSize;
        if (!UploadsUnderWay.beginContinued(this.target, OptionalLong.empty())) {
            throw new BusyException("another upload continues this file");
        }
        try {
            if (Files.size(this.target) != expectedSize) {
                throw new BusyException("another upload has just continued this file");
            }
            copy = new NativeStage(this.target, expectedSize, staging);
        } catch (IOException | RuntimeException e) {
            UploadsUnderWay.endContinued(this.target);
            throw e;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        copy.write(bytes);
    }

    @Override
    public long oldSize() throws IOException {
        return copy.oldSize();
    }

    /** Replaces what it continues, whoever may not replace anything else. */
    @Override
    public void publish(boolean mayReplace) throws IOException {
        try {
            if (copy.oldSize() != oldSize) {
                copy.discard();
                throw new BusyException("somebody has changed the file that was continued");
            }
            copy.replaceOwn();
        } finally {
            end();
        }
    }

    @Override
    public void discard() throws IOException {
        try {
            copy.discard();
        } finally {
            end();
        }
    }

    /** Once: after that another upload may continue the file. */
    private void end() {
        if (!ended) {
            ended = true;
            UploadsUnderWay.endContinued(target);
        }
    }
}
