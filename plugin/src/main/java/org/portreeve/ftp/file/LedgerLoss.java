package org.portreeve.ftp.file;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.portreeve.audit.AuditEvent;
import org.portreeve.audit.AuditLog;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Limit.Count;
import org.portreeve.quota.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pass what nobody can count while the ledger is lost, where that is wanted, and writes it down: of each limit once a
 * minute, since every buffer of every transfer would say it again. Safe for any number of threads.
 */
final class LedgerLoss {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoss.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LedgerFailure failure;
    private final InstantSource clock;
    private final AuditLog audit;
    private final ConcurrentMap<String, Instant> told = new ConcurrentHashMap<>();

    LedgerLoss(LedgerFailure failure, InstantSource clock, AuditLog audit) {
        this.failure = failure;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Returns if a limit need not be kept now.
     *
     * @throws LedgerException the same, if it has to be
     */
    void tolerate(Limit limit, LedgerException e) throws LedgerException {
        boolean reads = limit.count() == Count.BYTES_READ || limit.count() == Count.FILES_READ;
        if (failure == LedgerFailure.REFUSE && !reads) {
            throw e;
        }
        tell(limit.id(), e);
    }

    /** As {@link #tolerate(Limit, LedgerException)}, of all limits on uploads together. */
    void tolerate(LedgerException e) throws LedgerException {
        if (failure == LedgerFailure.REFUSE) {
            throw e;
        }
        LOG.debug("the quota ledger cannot be asked", e);
    }

    private void tell(String limit, LedgerException e) {
        Instant now = clock.instant();
        boolean[] first = new boolean[1];
        told.compute(limit, (id, last) -> {
            first[0] = last == null || !now.isBefore(last.plus(PAUSE));
            return first[0] ? now : last;
        });
        if (first[0]) {
            LOG.error("the quota ledger cannot be asked, limit {} is not kept: {}", limit, e.getMessage());
            audit.write(new AuditEvent.LimitNotKept(limit, String.valueOf(e.getMessage())));
        }
    }
}
