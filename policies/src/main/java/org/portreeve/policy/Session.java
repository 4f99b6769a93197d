package org.portreeve.policy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session at the moment of a decision.
 *
 * @param user the name claimed in USER, later the one that is logged in; null before USER
 * @param address the client's address; an IPv4-mapped IPv6 address counts as IPv4
 * @param listener the name of FtpServer's listener
 * @param control how the control connection is protected
 * @param data how data connections are protected: the level in force when they are used (PROT)
 * @param account the account code that ACCT gave and the server took; null if none
 * @param handshake what the control connection's TLS handshake came to; null without TLS, or if nothing is known of it
 */
public record Session(
        @Nullable String user,
        InetAddress address,
        String listener,
        Channel control,
        Channel data,
        @Nullable String account,
        @Nullable Handshake handshake) {

    /** A session of whose handshake nothing is known. */
    public Session(
            @Nullable String user,
            InetAddress address,
            String listener,
            Channel control,
            Channel data,
            @Nullable String account) {
        this(user, address, listener, control, data, account, null);
    }

    /** The account code is a secret, so it is not printed. */
    @Override
    public String toString() {
        return "Session[user=" + user + ", address=" + address.getHostAddress() + ", listener=" + listener
                + ", control=" + control + ", data=" + data + ", account=" + (account == null ? "none" : "given")
                + ", handshake=" + handshake + "]";
    }
}
