package org.portreeve.ftp.session;

import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a data connection resumes the control connection's TLS session.
 *
 * <p>JSSE writes into a session whom it was made with and when, and whoever resumes it gets that back: from the server's
 * own cache or from the ticket, which only this server can read or make. The control connection's session has the client's
 * address and port in it, and two connections do not come from one port in one millisecond. A data connection that resumes
 * nothing has {@link #DATA_PEER} instead. Tried on JDK 17 and 25 with TLS 1.2 ids, TLS 1.2 tickets and TLS 1.3 tickets.
 *
 * <p>RATIONALE: a value bound to the session would only be found again if JSSE kept sessions on the server, and then a TLS
 * 1.3 ticket works once only; clients use the control connection's ticket for every data connection.
 */
public final class Lineage {

    /** The peer that engines of data connections are made with. */
    public static final String DATA_PEER = "data-connection";

    private Lineage() {}

    /** Whether the TLS library says enough of the control connection for a proof. */
    static boolean isKnown(@Nullable SSLSession control) {
        return control != null && control.getPeerPort() > 0 && !DATA_PEER.equals(control.getPeerHost());
    }

    /** Whether {@code data} resumes {@code control}, or both resume the same session. */
    static boolean isSame(@Nullable SSLSession control, SSLSession data) {
        return control != null
                && isKnown(control)
                && control.getPeerPort() == data.getPeerPort()
                && String.valueOf(control.getPeerHost()).equals(data.getPeerHost())
                && control.getCreationTime() == data.getCreationTime();
    }

    /** Whether a data connection resumes any session at all. */
    static boolean isResumed(SSLSession data) {
        return !DATA_PEER.equals(data.getPeerHost());
    }
}
