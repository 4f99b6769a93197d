package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Limit.Count;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/**
 * Counts one upload against the limits on its target. What the upload replaces is credited: an overwrite is charged the
 * difference.
 */
final class Meter {

    private final UserBooks books;
    private final List<Limit> bytes;
    private final List<Limit> files;
    private final List<Limit> sizes;
    private final long credit;

    private final Consumer<Limit> observe;
    private final Set<Limit> told = new HashSet<>();

    private long reservedBytes;
    private long reservedFiles;

    /**
     * @param oldSize the size of the file that is there, -1 if there is none
     * @param observe hears of limits in {@code mode: observe} that are reached, each once
     */
    Meter(UserBooks books, List<Limit> covering, long oldSize, Consumer<Limit> observe) {
        this.books = books;
        this.observe = observe;
        this.bytes = only(covering, Count.BYTES_STORED);
        this.files = only(covering, Count.FILES_STORED);
        this.sizes = only(covering, Count.FILE_SIZE);
        this.credit = Math.max(0, oldSize);
    }

    private static List<Limit> only(List<Limit> limits, Count count) {
        return limits.stream().filter(limit -> limit.count() == count).toList();
    }

    /** Makes sure that a new file is permitted. */
    void newFile() throws IOException {
        if (reservedFiles == 0) {
            reserve(files, 1);
            reservedFiles = 1;
        }
    }

    /** Makes sure that the file may be that large; to be called before the bytes are written. */
    void growTo(long size) throws IOException {
        for (Limit limit : sizes) {
            if (size > limit.max() && limit.isObserved()) {
                tell(limit);
            } else if (size > limit.max()) {
                throw new QuotaExceededException(limit, LimitFacts.NOTHING_COUNTED);
            }
        }
        long more = size - credit - reservedBytes;
        if (more > 0) {
            reserve(bytes, more);
            reservedBytes += more;
        }
    }

    private void reserve(List<Limit> limits, long amount) throws IOException {
        List<Limit> done = new ArrayList<>();
        for (Limit limit : limits) {
            if (!books.reserve(limit, amount)) {
                done.forEach(other -> books.ledger().release(books.id(other), amount));
                long own = limit.count() == Count.FILES_STORED ? reservedFiles : reservedBytes;
                throw new QuotaExceededException(limit, Math.max(0, books.used(limit) - own));
            }
            done.add(limit);
            if (limit.isObserved() && books.isOver(limit)) {
                tell(limit);
            }
        }
    }

    private void tell(Limit limit) {
        if (told.add(limit)) {
            observe.accept(limit);
        }
    }

    /**
     * Publishes the file and commits it to the books in one step.
     *
     * @param size the file's size in bytes
     * @param oldSize tells the size of what is there now, -1 for nothing
     * @param publish puts the file in its place
     */
    void commit(long size, OldSize oldSize, QuotaLedger.Change publish) throws IOException {
        synchronized (books.turn()) {
            books.change(() -> {
                long old = oldSize.now();
                long more = size - Math.max(0, old);
                if (more > reservedBytes) {
                    reserve(bytes, more - reservedBytes);
                    reservedBytes = more;
                }
                if (old < 0) {
                    newFile();
                }
                publish.run();
                settle(more, old < 0 ? 1 : 0);
                books.changed();
            });
        }
    }

    /** The size of the target at this moment. */
    interface OldSize {
        long now() throws IOException;
    }

    /** Gives back what was reserved. */
    void release() {
        settle(0, 0);
    }

    private void settle(long moreBytes, long moreFiles) {
        bytes.forEach(limit -> settle(limit, reservedBytes, moreBytes));
        files.forEach(limit -> settle(limit, reservedFiles, moreFiles));
        reservedBytes = 0;
        reservedFiles = 0;
    }

    private void settle(Limit limit, long reserved, long more) {
        books.ledger().commit(books.id(limit), Period.ALWAYS, reserved, more);
    }
}
