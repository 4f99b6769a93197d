package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.function.Consumer;
import org.portreeve.ftp.session.Refusal;

/** Counts what of a file is sent to a client, whatever becomes of it on the way. Belongs to one transfer. */
public final class Download {

    private final Meter meter;
    private final Consumer<Refusal> refusals;
    private long moved;
    private boolean counted;
    private boolean ended;

    Download(Meter meter, Consumer<Refusal> refusals) {
        this.meter = meter;
        this.refusals = refusals;
    }

    boolean isCounted() {
        return !meter.countsNothing();
    }

    /**
     * How many more bytes may be sent.
     *
     * @param wanted how many there are, at least one
     * @return so many at most, and at least one
     * @throws IOException if not even one; the client hears why
     */
    public long mayPass(long wanted) throws IOException {
        try {
            if (!counted) {
                meter.moveFile();
                counted = true;
            }
            long most = meter.reach(moved + wanted) - moved;
            if (most <= 0) {
                throw meter.refusal();
            }
            return most;
        } catch (IOException e) {
            StorageLimits.refusal(e).ifPresent(refusals);
            throw e;
        }
    }

    /** So many bytes were sent. */
    public void passed(long bytes) {
        moved += bytes;
    }

    /** The transfer is over, whatever its outcome; what was moved counts. */
    public void close() {
        if (!ended) {
            ended = true;
            meter.settle(moved, moved > 0 ? 1 : 0);
        }
    }
}
