package org.portreeve.policy;

/** How a connection is protected at this moment. */
public enum Channel {
    /** Anybody on the way can read and change it. */
    CLEAR,
    /** TLS, handshake complete. */
    PROTECTED
}
