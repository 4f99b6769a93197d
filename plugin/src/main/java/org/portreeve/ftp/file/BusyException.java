package org.portreeve.ftp.file;

import java.io.IOException;

/** Another upload stands in the way; later it will not. */
final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
