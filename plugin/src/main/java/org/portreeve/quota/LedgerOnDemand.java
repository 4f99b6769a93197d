package org.portreeve.quota;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger that is opened when it is first needed. One that cannot be opened is tried again, not at every question; if files
 * were changed in the meantime, what is stored is counted anew.
 */
public final class LedgerOnDemand implements QuotaLedger {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerOnDemand.class);

    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final String name;
    private final Opener opener;
    private volatile @Nullable QuotaLedger opened;
    private volatile boolean lost;
    private @Nullable LedgerException failure;
    private long failedAt;
    private boolean missed;
    private boolean closed;

    /** Opens a ledger. */
    @FunctionalInterface
    public interface Opener {
        QuotaLedger open() throws LedgerException;
    }

    /** @param name what it is and where, for logs; holds no secret */
    public LedgerOnDemand(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    public String name() {
        return name;
    }

    /** Whether somebody has needed it. */
    public boolean isOpen() {
        return opened != null;
    }

    /** Whether it could not be asked the last time that somebody tried. */
    public boolean isLost() {
        return lost;
    }

    /** The books for an administrator; nothing while it is not open. */
    public Optional<LedgerBooks> books() {
        return opened instanceof LedgerBooks books ? Optional.of(books) : Optional.empty();
    }

    @Override
    public void open() throws LedgerException {
        QuotaLedger unused = ledger();
    }

    private QuotaLedger ledger() throws LedgerException {
        QuotaLedger known = opened;
        return known == null ? openNow() : known;
    }

    private synchronized QuotaLedger openNow() throws LedgerException {
        QuotaLedger known = opened;
        if (known != null) {
            return known;
        }
        if (closed) {
            throw new LedgerException("the server stops");
        }
        LedgerException before = failure;
        if (before != null && System.nanoTime() - failedAt < PAUSE_NANOS) {
            throw new LedgerException(String.valueOf(before.getMessage()), before);
        }
        try {
            QuotaLedger fresh = opener.open();
            if (missed) {
                fresh.keepOnly(Set.of());
            }
            LOG.info("quota ledger: {}", name);
            opened = fresh;
            lost = false;
            return fresh;
        } catch (LedgerException e) {
            failure = e;
            failedAt = System.nanoTime();
            lost = true;
            throw e;
        }
    }

    private interface Question<T> {
        T ask(QuotaLedger ledger) throws LedgerException;
    }

    private <T> T ask(Question<T> question) throws LedgerException {
        try {
            T answer = question.ask(ledger());
            if (lost) {
                lost = false;
            }
            return answer;
        } catch (LedgerException e) {
            lost = true;
            throw e;
        }
    }

    @Override
    public long used(BookId id, Period period) throws LedgerException {
        return ask(ledger -> ledger.used(id, period));
    }

    @Override
    public long taken(BookId id, Period period) throws LedgerException {
        return ask(ledger -> ledger.taken(id, period));
    }

    @Override
    public boolean fits(BookId id, Period period, long amount, long max) throws LedgerException {
        return ask(ledger -> ledger.fits(id, period, amount, max));
    }

    @Override
    public boolean reserve(BookId id, Period period, long amount, long max) throws LedgerException {
        return ask(ledger -> ledger.reserve(id, period, amount, max));
    }

    @Override
    public void release(BookId id, long promised) {
        QuotaLedger known = opened;
        if (known != null) {
            known.release(id, promised);
        }
    }

    @Override
    public void commit(BookId id, Period period, long promised, long change) {
        QuotaLedger known = opened;
        if (known != null) {
            known.commit(id, period, promised, change);
        } else {
            missed();
        }
    }

    private synchronized void missed() {
        missed = true;
    }

    @Override
    public boolean isCounted(BookId id) throws LedgerException {
        return ask(ledger -> ledger.isCounted(id));
    }

    @Override
    public List<Difference> recount(List<BookId> ids, Count count) throws IOException {
        return ledger().recount(ids, count);
    }

    @Override
    public void change(Collection<BookId> ids, Change change) throws IOException {
        ledger().change(ids, change);
    }

    /** Of one that is not open nothing is known that could be forgotten before it is asked. */
    @Override
    public void keepOnly(Set<Scope> scopes) throws LedgerException {
        QuotaLedger known = opened;
        if (known != null) {
            known.keepOnly(scopes);
        }
    }

    @Override
    public byte[] salt() throws LedgerException {
        return ask(QuotaLedger::salt);
    }

    @Override
    public void sync() throws LedgerException {
        QuotaLedger known = opened;
        if (known != null) {
            known.sync();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        QuotaLedger known = opened;
        if (known != null) {
            known.close();
        }
    }

    /** Sixteen bytes that nobody knows. */
    public static byte[] freshSalt() {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
