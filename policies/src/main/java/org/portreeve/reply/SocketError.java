package org.portreeve.reply;

/**
 * An error of Windows sockets: clients show it, and it never goes over the wire.
 *
 * @param code from 10000
 * @param name for example {@code WSAETIMEDOUT}
 * @param text what it comes to
 */
public record SocketError(int code, String name, String text, Advice advice) {

    public SocketError {
        if (code < 10_000 || code > 11_999) {
            throw new IllegalArgumentException("not a socket error: " + code);
        }
    }
}
