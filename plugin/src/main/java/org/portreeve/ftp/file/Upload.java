package org.portreeve.ftp.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.limit.Setback;

/**
 * An upload on its way: metered as it comes, and a file only when it is closed. Belongs to one transfer.
 */
public final class Upload extends OutputStream {

    private final Stage stage;
    private final Meter meter;
    private final Teller refusals;
    private final boolean partialIsWelcome;
    private final Replacing replacing;
    private final Runnable stored;

    private final long start;

    private long position;
    private long came;
    private boolean refused;
    private boolean abandoned;
    private boolean closed;

    /**
     * @param partialIsWelcome whether what came of a broken upload is better than nothing: it destroys nothing, and the
     *     client can resume it
     * @param stored is run when the file is in its place and in the books
     * @param replacing whether it may take the place of a file that is there at its end
     */
    Upload(
            Stage stage,
            Meter meter,
            long offset,
            boolean partialIsWelcome,
            Replacing replacing,
            Runnable stored,
            Teller refusals) {
        this.stage = stage;
        this.meter = meter;
        this.start = offset;
        this.position = offset;
        this.partialIsWelcome = partialIsWelcome;
        this.replacing = replacing;
        this.stored = stored;
        this.refusals = refusals;
    }

    /** Is told why an upload is refused, and how far it had come. */
    interface Teller {
        void refused(Refusal refusal, Setback setback);
    }

    /** What becomes of another file that is there when an upload ends. */
    enum Replacing {
        /** It is replaced: it was there when the upload began. */
        ALWAYS,
        /** It is replaced unless the upload broke off. */
        IF_WHOLE,
        /** It stays, and the upload is refused. */
        NEVER
    }

    private boolean mayReplace() {
        return replacing == Replacing.ALWAYS || (replacing == Replacing.IF_WHOLE && !abandoned);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    /** As {@link #write(byte[], int, int)}; takes all of it. */
    public void write(ByteBuffer bytes) throws IOException {
        try {
            int length = bytes.remaining();
            long wanted = position > Long.MAX_VALUE - length ? Long.MAX_VALUE : position + length;
            long most = meter.reach(wanted);
            if (most < wanted) {
                came = most - start + 1;
                throw meter.refusal();
            }
            came = wanted - start;
            stage.write(bytes);
            position = wanted;
        } catch (IOException | RuntimeException e) {
            refused = true;
            if (e instanceof IOException fault) {
                tell(fault);
            }
            throw e;
        }
    }

    /** Whether closing will put it in the place of a file that was there. */
    public boolean replaces() {
        return !partialIsWelcome;
    }

    private void tell(IOException fault) {
        StorageLimits.refusal(fault).ifPresent(refusal -> refusals.refused(refusal, new Setback(start, came)));
    }

    /**
     * Says that the transfer broke, so that closing does not take it for complete.
     *
     * @param mayKeep whether what has come can be trusted to be what the client sent
     */
    public void abandon(boolean mayKeep) {
        abandoned = true;
        refused |= !mayKeep;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean publish = !refused && (!abandoned || partialIsWelcome);
        try {
            if (publish) {
                meter.commit(position, stage::oldSize, () -> stage.publish(mayReplace()));
                stored.run();
            } else {
                stage.discard();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof IOException fault) {
                tell(fault);
            }
            stage.discard();
            throw e;
        } finally {
            meter.release();
        }
    }
}
