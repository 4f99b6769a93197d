package org.portreeve.ftp.data;

import javax.net.ssl.SSLException;

/** A data connection that is to be protected is not, or not well enough; the message says why, for the audit log. */
final class ProtectionException extends SSLException {
    private static final long serialVersionUID = 1L;

    ProtectionException(String why) {
        super(why);
    }

    ProtectionException(String why, Throwable cause) {
        super(why, cause);
    }
}
