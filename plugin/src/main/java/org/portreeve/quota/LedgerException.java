package org.portreeve.quota;

import java.io.IOException;

/** The books cannot be read or written. Whoever needs them refuses. */
public final class LedgerException extends IOException {

    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
