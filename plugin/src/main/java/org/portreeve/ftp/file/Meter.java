package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Limit;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;

/**
 * Counts one transfer in all books that it concerns. The books promise in pieces, so that they are not asked for each
 * buffer; what a transfer has promised and not used yet it gives back as soon as another one is short of it. So of all
 * transfers together exactly as much passes as the limits permit.
 *
 * <p>Belongs to one transfer; only {@link #giveBack} is called by others.
 */
final class Meter {

    private static final long FIRST_PIECE = 256L * 1024;
    private static final long LARGEST_PIECE = 8L * 1024 * 1024;

    /** How often a transfer that is short of something tries to get the very last of it, which others want too. */
    private static final int TRIES = 8;

    private final UserBooks books;
    private final String path;
    private final List<Charge> stockBytes;
    private final List<Charge> stockFiles;
    private final List<Charge> movedBytes;
    private final List<Charge> movedFiles;
    private final List<Charge> bytes;
    private final List<Book> sizes;
    private final List<Book> earning;
    private final long start;

    private final Consumer<Limit> observe;
    private final Set<Limit> told = new HashSet<>();

    private long piece = FIRST_PIECE;
    private long used;
    private long granted;
    private boolean settled;
    private @Nullable QuotaExceededException refusal;

    /** The books that a transfer is counted in, by what they count. */
    record Books(List<Book> stocks, List<Book> sizes, List<Book> moved, List<Book> earning) {}

    /**
     * @param oldSize the size of the file that is there, -1 if there is none
     * @param start where the transfer begins
     * @param observe hears of limits in {@code mode: observe} that are reached, each once
     */
    Meter(UserBooks books, String path, Books counted, long oldSize, long start, Consumer<Limit> observe) {
        this.books = books;
        this.path = path;
        this.observe = observe;
        this.start = start;
        this.used = start;
        this.granted = start;
        this.sizes = counted.sizes();
        this.earning = counted.earning();
        long credit = Math.max(0, oldSize);
        this.stockBytes = charges(counted.stocks(), Limit.Count.BYTES_STORED, credit);
        this.stockFiles = charges(counted.stocks(), Limit.Count.FILES_STORED, 0);
        this.movedBytes = new ArrayList<>();
        this.movedFiles = new ArrayList<>();
        for (Book book : counted.moved()) {
            switch (book.limit().count()) {
                case BYTES_WRITTEN, BYTES_READ -> movedBytes.add(new Charge(book, start));
                case FILES_WRITTEN, FILES_READ -> movedFiles.add(new Charge(book, 0));
                case BYTES_STORED,
                        FILES_STORED,
                        FILE_SIZE,
                        SESSIONS,
                        FAILED_LOGINS,
                        COMMANDS,
                        IDLE_TIME,
                        RATE_UP,
                        RATE_DOWN -> {}
            }
        }
        this.bytes = new ArrayList<>(stockBytes);
        bytes.addAll(movedBytes);
        bytes.sort((a, b) -> Integer.compare(
                books.place(a.book().limit()), books.place(b.book().limit())));
    }

    private static List<Charge> charges(List<Book> books, Limit.Count count, long base) {
        List<Charge> charges = new ArrayList<>();
        for (Book book : books) {
            if (book.limit().count() == count) {
                charges.add(new Charge(book, base));
            }
        }
        return charges;
    }

    /** Whether nothing is counted, so that nothing can be refused. */
    boolean countsNothing() {
        return bytes.isEmpty() && sizes.isEmpty() && stockFiles.isEmpty() && movedFiles.isEmpty() && earning.isEmpty();
    }

    /** Makes sure that one more file may be there. */
    void newFile() throws IOException {
        one(stockFiles);
    }

    /** Makes sure that one more file may be moved. */
    void moveFile() throws IOException {
        one(movedFiles);
    }

    private void one(List<Charge> files) throws IOException {
        if (files.stream().allMatch(charge -> charge.missing(1) == 0)) {
            return;
        }
        @Nullable Charge lacking = promise(files, 1, false);
        if (lacking != null && books.lookAgain(lacking.book())) {
            lacking = promise(files, 1, false);
        }
        if (lacking != null) {
            lacking = promise(files, 1, true);
        }
        if (lacking != null) {
            throw refused(lacking);
        }
    }

    /** Makes sure that the transfer may come that far; to be called before the bytes are written. */
    void growTo(long position) throws IOException {
        if (reach(position) < position) {
            throw refusal();
        }
    }

    /** Why a transfer came less far than it wanted. */
    QuotaExceededException refusal() {
        if (refusal == null) {
            throw new IllegalStateException("nothing was refused");
        }
        return refusal;
    }

    /** How far the transfer may come, {@code wanted} at most. What is before is promised by all books. */
    long reach(long wanted) throws IOException {
        while (true) {
            synchronized (this) {
                if (wanted <= granted) {
                    used = Math.max(used, wanted);
                    return wanted;
                }
            }
            long most = extend(wanted);
            synchronized (this) {
                if (most < wanted && most <= granted) {
                    used = Math.max(used, most);
                    return most;
                }
            }
        }
    }

    private long extend(long wanted) throws IOException {
        books.renew();
        long bound = Long.MAX_VALUE;
        long top = wanted;
        for (Book size : sizes) {
            long max = size.limit().max();
            if (wanted <= max) {
                bound = Math.min(bound, max);
            } else if (size.isObserved()) {
                tell(size.limit());
            } else if (size.binds() && max < top) {
                top = Math.max(used, max);
                refusal = new QuotaExceededException(size.limit(), LimitFacts.NOTHING_COUNTED, max);
            }
        }
        return promiseUpTo(top, bound);
    }

    private long promiseUpTo(long top, long bound) throws IOException {
        Edge edge = books.edge();
        if (edge.beginGenerous()) {
            try {
                long more = Math.min(bound, top > Long.MAX_VALUE - piece ? top : top + piece);
                if (promise(bytes, more, false) == null) {
                    piece = Math.min(2 * piece, LARGEST_PIECE);
                    return granted(top, more);
                }
            } finally {
                edge.endGenerous();
            }
        }
        if (promise(bytes, top, false) == null) {
            return granted(top, top);
        }
        @Nullable Charge lacking = promiseAlone(bytes, top, false);
        if (lacking != null && books.lookAgain(lacking.book())) {
            lacking = promiseAlone(bytes, top, false);
        }
        return lacking == null ? granted(top, top) : edge.whileShort(this, () -> asFarAsItGoes(top));
    }

    private @Nullable Charge promiseAlone(List<Charge> charges, long position, boolean last) throws IOException {
        return books.edge()
                .whileShort(this, () -> Optional.ofNullable(promise(charges, position, last)))
                .orElse(null);
    }

    private long asFarAsItGoes(long top) throws IOException {
        @Nullable Charge lacking = promise(bytes, top, true);
        for (int i = 0; lacking != null; i++) {
            long last =
                    Math.min(top, lacking.reach() + Math.max(0, lacking.book().left()));
            if (i == TRIES || last <= used) {
                refused(lacking);
                return used;
            }
            @Nullable Charge other = promise(bytes, last, true);
            if (other == null) {
                refused(lacking);
                return granted(last, last);
            }
            lacking = other;
        }
        return granted(top, top);
    }

    /** The transfer may go on as far as {@code wanted}, unless somebody has just called back what was promised. */
    private synchronized long granted(long wanted, long promised) {
        long all = promised;
        for (Charge charge : bytes) {
            all = Math.min(all, Math.max(charge.reach(), start));
        }
        granted = Math.max(used, all);
        if (granted >= wanted) {
            used = Math.max(used, wanted);
        }
        return wanted;
    }

    /** All of these books promise it, or none; then the result is the first that does not. */
    private @Nullable Charge promise(List<Charge> charges, long position, boolean last) throws LedgerException {
        long[] more = new long[charges.size()];
        Book.Promise[] promises = new Book.Promise[charges.size()];
        for (int i = 0; i < more.length; i++) {
            Charge charge = charges.get(i);
            synchronized (this) {
                more[i] = charge.missing(position);
            }
            try {
                promises[i] = more[i] == 0 ? Book.Promise.UNASKED : charge.ask(more[i], last);
            } catch (LedgerException e) {
                undo(charges, more, promises, i);
                throw e;
            }
            if (promises[i] == Book.Promise.REFUSED) {
                undo(charges, more, promises, i);
                return charge;
            }
        }
        synchronized (this) {
            for (int i = 0; i < more.length; i++) {
                charges.get(i).take(more[i], promises[i]);
            }
        }
        tellObserved(charges);
        return null;
    }

    private static void undo(List<Charge> charges, long[] more, Book.Promise[] promises, int end) {
        for (int i = 0; i < end; i++) {
            if (promises[i] == Book.Promise.GIVEN) {
                charges.get(i).book().release(more[i]);
            }
        }
    }

    private void tellObserved(List<Charge> charges) {
        for (Charge charge : charges) {
            if (charge.isBoundless() && charge.book().isObserved()) {
                tell(charge.book().limit());
            }
        }
    }

    private QuotaExceededException refused(Charge charge) {
        long all = charge.book().taken();
        long before = all == LimitFacts.NOTHING_COUNTED ? all : Math.max(0, all - charge.promised());
        refusal = new QuotaExceededException(charge.book().limit(), before, books.most(charge.book()));
        return refusal;
    }

    private void tell(Limit limit) {
        if (told.add(limit)) {
            observe.accept(limit);
        }
    }

    /** Another transfer is short of what this one does not use yet. */
    synchronized void giveBack() {
        if (!settled && granted > used) {
            bytes.forEach(charge -> charge.giveBack(used));
            granted = used;
        }
    }

    /**
     * Publishes an upload and commits it to the books in one step.
     *
     * @param size the file's size in bytes
     * @param oldSize tells the size of what is there now, -1 for nothing
     * @param publish puts the file in its place
     */
    void commit(long size, OldSize oldSize, QuotaLedger.Change publish) throws IOException {
        books.change(path, others -> {
            long old = oldSize.now();
            synchronized (this) {
                stockBytes.forEach(charge -> charge.rebase(Math.max(0, old)));
            }
            require(stockBytes, size);
            if (old < 0) {
                require(stockFiles, 1);
            }
            publish.run();
            settleStock(size - Math.max(0, old), old < 0 ? 1 : 0);
            books.tell(others, path, size - Math.max(0, old), old < 0 ? 1 : 0);
            books.changed();
        });
        long moved = size - start;
        settleMoved(moved, 1);
        earning.forEach(book -> book.earn(moved, 1));
    }

    /** What was there has changed in the meantime; inside a change nobody looks at the disk again. */
    private void require(List<Charge> charges, long position) throws IOException {
        @Nullable Charge lacking = promise(charges, position, false);
        if (lacking != null) {
            lacking = promiseAlone(charges, position, true);
        }
        if (lacking != null) {
            throw refused(lacking);
        }
    }

    /** The size of the target at this moment. */
    interface OldSize {
        long now() throws IOException;
    }

    /** Ends an upload of which nothing is stored; what has come of it was moved all the same. */
    void release() {
        settle(used - start, 0);
    }

    /**
     * Ends the transfer, if it has not ended yet.
     *
     * @param moved how many bytes were moved
     * @param files how many files
     */
    void settle(long moved, long files) {
        settleStock(0, 0);
        settleMoved(moved, files);
    }

    private synchronized void settleStock(long moreBytes, long moreFiles) {
        if (!settled) {
            stockBytes.forEach(charge -> settle(charge, moreBytes));
            stockFiles.forEach(charge -> settle(charge, moreFiles));
        }
    }

    private synchronized void settleMoved(long moved, long files) {
        if (!settled) {
            movedBytes.forEach(charge -> settle(charge, moved));
            movedFiles.forEach(charge -> settle(charge, files));
            settled = true;
            books.ended(this);
        }
    }

    private void settle(Charge charge, long change) {
        charge.settle(change);
        books.counted(charge.book(), change);
    }
}
