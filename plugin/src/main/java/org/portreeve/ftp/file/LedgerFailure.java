package org.portreeve.ftp.file;

/** What is done while the ledger cannot be asked. Downloads go on in any case: they destroy nothing. */
public enum LedgerFailure {
    /** Nothing that a limit covers is stored. */
    REFUSE,
    /** It is stored, and written down that nobody looked; what is counted already is kept. */
    ALLOW
}
