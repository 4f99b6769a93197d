package org.portreeve.quota.jdbc;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;

/**
 * One book as this server keeps it: what the database says, what goes there next, and what is promised. All methods are
 * for the holder of the book's monitor; none waits.
 */
final class Book {

    /** Changes of files pass together, a recount alone. */
    final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    private final BookId id;
    private final String key;

    private final NavigableMap<Long, Long> slots = new TreeMap<>();
    private Map<Long, Long> sent = Map.of();
    private Map<Long, Long> pending = new TreeMap<>();
    private long sentSum;
    private long pendingSum;
    private long forgetBefore = Long.MIN_VALUE;

    private State state = State.NOT_COUNTED;
    private boolean loaded;
    private boolean open;
    private boolean wanted;
    private boolean finishing;
    private boolean retired;
    private boolean queued;
    private boolean touched;
    private int visitors;
    private long promised;
    private final Lease lease = new Lease();

    Book(BookId id) {
        this.id = id;
        this.key = Keys.of(id);
    }

    BookId id() {
        return id;
    }

    String key() {
        return key;
    }

    Lease lease() {
        return lease;
    }

    State state() {
        return state;
    }

    void state(State now) {
        state = now;
    }

    boolean isLoaded() {
        return loaded && !retired;
    }

    boolean isRetired() {
        return retired;
    }

    /** Whether the database knows that this server changes what the book counts. */
    boolean isOpen() {
        return open && isLoaded();
    }

    void open(boolean now) {
        open = now;
        wanted = wanted && !now;
    }

    /** Somebody waits for the database to know. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** The next batch ends the lease, if still nobody needs the book then. */
    void finish() {
        finishing = true;
    }

    /** Whether the lease ends with the batch that is being put together. */
    boolean isDone() {
        boolean done = finishing && open && !wanted && isIdle();
        finishing = false;
        return done;
    }

    /** @param inDatabase what is written; nothing may be on its way there */
    void load(State found, Map<Long, Long> inDatabase) {
        state = found;
        slots.clear();
        slots.putAll(inDatabase);
        pending.forEach(
                (slot, change) -> slots.merge(slot, Math.max(0, change), (old, unused) -> Math.max(0, old + change)));
        loaded = true;
    }

    /** What the database says may have changed. */
    void unload() {
        loaded = false;
    }

    /** Says that the book goes to the database with the next batch; false if that was said already. */
    boolean queue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    void unqueue() {
        queued = false;
    }

    void enter() {
        visitors++;
        touched = true;
    }

    void leave() {
        visitors--;
    }

    /** Whether its files are being changed or counted. */
    boolean isVisited() {
        return visitors > 0;
    }

    /** Whether nobody needs it. */
    boolean isIdle() {
        return visitors == 0 && promised == 0 && pending.isEmpty() && sent.isEmpty() && !queued;
    }

    /** Whether somebody was here since this was asked last. */
    boolean wasTouched() {
        boolean was = touched;
        touched = false;
        return was;
    }

    /** The memory that the book takes is given back; who still knows it looks for another. */
    void retire() {
        retired = true;
    }

    long promised() {
        return promised;
    }

    long used(Period period) {
        long used = 0;
        for (long slot : slots.tailMap(period.from(), true).values()) {
            used += slot;
        }
        return used;
    }

    /** How much more the book says than the database; room that was made counts only as far as it is known to be there. */
    long unwritten() {
        return pendingSum + sentSum;
    }

    long taken(Period period) {
        return used(period) + promised;
    }

    /** Promises an amount if all that is known here leaves room for it. */
    boolean reserve(Period period, long amount, long max) {
        if (amount > 0 && amount > max - taken(period)) {
            return false;
        }
        promise(amount);
        return true;
    }

    void promise(long amount) {
        promised += amount;
        touched = true;
    }

    void release(long amount) {
        promised -= amount;
        touched = true;
    }

    /** @param exact whether what is known here is all there is, so that nothing falls below zero unseen */
    void commit(Period period, long amount, long change, boolean exact) {
        release(amount);
        forgetBefore = Math.max(forgetBefore, period.from());
        slots.headMap(forgetBefore, false).clear();
        long known = slots.getOrDefault(period.slot(), 0L);
        long seen = Math.max(change, -known);
        long counted = exact ? seen : change;
        if (counted != 0) {
            slots.put(period.slot(), known + seen);
            pending.merge(period.slot(), counted, Long::sum);
            pendingSum += seen;
        }
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Hands out what is to be written; {@link #arrived}, {@link #lost} or {@link #returned} follows. */
    Map<Long, Long> send() {
        sent = pending;
        sentSum = pendingSum;
        pending = new TreeMap<>();
        pendingSum = 0;
        return sent;
    }

    /** Slots before this count no more. */
    long forgetBefore() {
        return forgetBefore;
    }

    void arrived() {
        sent = Map.of();
        sentSum = 0;
    }

    /** What was on its way did not arrive, and does not count any more. */
    void lost() {
        arrived();
        pending.clear();
        pendingSum = 0;
    }

    /** What was on its way did not arrive, and is sent again with what comes next. */
    void returned() {
        sent.forEach((slot, change) -> pending.merge(slot, change, Long::sum));
        pendingSum += sentSum;
        arrived();
    }

    /**
     * This server was given up by the others, and begins anew.
     *
     * @return whether the book is to be counted, since what was not written of it is on disk only
     */
    boolean begin() {
        boolean stored = state != State.NOT_COUNTED && (open || hasPending() || !sent.isEmpty());
        if (stored) {
            lost();
        } else {
            returned();
        }
        wanted = open || wanted || promised > 0;
        open = false;
        loaded = false;
        lease.amount(0);
        return stored;
    }

    /** The disk was looked at: what it says replaces all that was known. */
    void counted(long found) {
        lost();
        slots.clear();
        slots.put(Period.ALWAYS.slot(), found);
        state = State.COUNTED;
        loaded = true;
    }

    /** Nobody keeps the book any more. What is promised stays: its transfers will take it back. */
    void forget() {
        if (state != State.NOT_COUNTED) {
            lost();
            slots.clear();
            state = State.NOT_COUNTED;
        }
    }
}
