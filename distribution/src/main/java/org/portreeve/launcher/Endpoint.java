package org.portreeve.launcher;

import org.apache.ftpserver.listener.Listener;
import org.jspecify.annotations.Nullable;

/**
 * Where a started listener is reached.
 *
 * @param address as configured; null listens on all
 * @param port the real one, also when 0 was configured
 */
record Endpoint(@Nullable String address, int port, boolean implicitTls) {

    static Endpoint of(Listener listener) {
        return new Endpoint(listener.getServerAddress(), listener.getPort(), listener.isImplicitSsl());
    }

    /** For a client on this machine. */
    String url() {
        boolean any = address == null || "0.0.0.0".equals(address) || "::".equals(address);
        return (implicitTls ? "ftps://" : "ftp://") + (any ? "127.0.0.1" : bracketed(address)) + ":" + port + "/";
    }

    @Override
    public String toString() {
        return (address == null ? "*" : bracketed(address)) + ":" + port
                + (implicitTls ? " (implicit TLS)" : " (TLS by AUTH)");
    }

    private static String bracketed(@Nullable String address) {
        return address != null && address.indexOf(':') >= 0 ? "[" + address + "]" : String.valueOf(address);
    }
}
