package org.portreeve.ftp.file;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.portreeve.reply.ByteSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a count of stored files has come. Says so in the log, not too often. */
final class CountProgress {

    private static final Logger LOG = LoggerFactory.getLogger(CountProgress.class);

    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final String what;
    private final LongSupplier nanoTime;
    private int users;
    private int of;
    private long files;
    private long bytes;
    private long saidAt;

    CountProgress(String what, LongSupplier nanoTime) {
        this.what = what;
        this.nanoTime = nanoTime;
    }

    synchronized void begin(int allUsers) {
        users = 0;
        of = allUsers;
        files = 0;
        bytes = 0;
        saidAt = nanoTime.getAsLong();
    }

    synchronized void user() {
        users++;
        say();
    }

    synchronized void file(long size) {
        files++;
        bytes += size;
        say();
    }

    private void say() {
        long now = nanoTime.getAsLong();
        if (of > 0 && now - saidAt >= PAUSE_NANOS) {
            saidAt = now;
            LOG.info("counting {}: {}", what, describe());
        }
    }

    /** What it has come to. */
    synchronized String end() {
        String result = describe();
        of = 0;
        return result;
    }

    /** Nothing if no count is under way. */
    synchronized Optional<String> text() {
        return of == 0 ? Optional.empty() : Optional.of(describe());
    }

    private String describe() {
        return users + " of " + of + " users, " + files + " files, " + ByteSize.of(bytes);
    }
}
