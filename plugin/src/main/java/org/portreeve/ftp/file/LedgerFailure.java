package org.portreeve.ftp.file;

import org.portreeve.policy.Limit.Count;
import org.portreeve.quota.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done while the ledger cannot be asked. Downloads go on in any case: they destroy nothing. */
public enum LedgerFailure {
    /** Nothing that a limit covers is stored. */
    REFUSE,
    /** It is stored, and written down that nobody looked; what is counted already is kept. */
    ALLOW;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFailure.class);

    /** @throws LedgerException the same, if it is to hinder whoever asked */
    void tolerate(Book book, LedgerException e) throws LedgerException {
        Count count = book.limit().count();
        if (this == REFUSE && count != Count.BYTES_READ && count != Count.FILES_READ) {
            throw e;
        }
        LOG.error(
                "the quota ledger cannot be asked, limit {} is not kept: {}",
                book.limit().id(),
                e.getMessage());
    }
}
