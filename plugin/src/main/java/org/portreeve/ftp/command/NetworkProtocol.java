package org.portreeve.ftp.command;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.reply.SymbolicReply;

/**
 * The network protocols of EPRT and EPSV (RFC 2428): a data connection has that of its control connection. FtpServer does
 * not look at the number.
 */
final class NetworkProtocol {

    private static final String IPV4 = "1";
    private static final String IPV6 = "2";

    private NetworkProtocol() {}

    static Verdict judge(SessionState session, CommandLine command) {
        String argument = command.argument();
        if (argument == null) {
            return Verdict.PASS;
        }
        String asked = command.verb().equals("EPSV") ? argument.trim() : number(argument);
        if (asked.toUpperCase(Locale.ROOT).equals("ALL")) {
            return Verdict.PASS;
        }
        if (asked.isEmpty() || !asked.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "network-protocol");
        }
        boolean v4 = ((InetSocketAddress) session.ftp().getLocalAddress()).getAddress() instanceof Inet4Address;
        if (asked.equals(v4 ? IPV4 : IPV6)) {
            return Verdict.PASS;
        }
        return Verdict.outOfOrder(v4 ? SymbolicReply.USE_IPV4 : SymbolicReply.USE_IPV6, "network-protocol");
    }

    /** {@code <d><net-prt><d><net-addr><d><tcp-port><d>} */
    private static String number(String argument) {
        int end = argument.indexOf(argument.charAt(0), 1);
        return end < 0 ? "" : argument.substring(1, end);
    }
}
