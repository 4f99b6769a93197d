package org.portreeve.ftp.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ftpserver.util.IllegalInetAddressException;
import org.apache.ftpserver.util.IllegalPortException;
import org.apache.ftpserver.util.SocketAddressEncoder;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.data.DataConnections;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.reply.SymbolicReply;

/**
 * PORT, PASV, EPRT and EPSV: where data may go (RFC 2577 §3), and EPSV ALL (RFC 2428 §4). What cannot be read is refused,
 * here or by FtpServer.
 */
final class DataPortJudge {

    /** Services of the system have the ports below. */
    private static final int LOWEST_PORT = 1024;

    private static final int HIGHEST_PORT = 65_535;

    /** RFC 2428 §2; an address only, never a name to be looked up. */
    private static final Pattern EPRT = Pattern.compile(
            "(?<d>[!-~])[12]\\k<d>(?<host>[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F.:]*)\\k<d>(?<port>[0-9]{1,6})\\k<d>");

    private DataPortJudge() {}

    static Verdict epsv(SessionState session, CommandLine command) {
        DataConnections data = DataConnections.of(session);
        if (data == null || !session.isLoggedIn() || !"ALL".equalsIgnoreCase(command.argument())) {
            return Verdict.PASS;
        }
        data.extendedOnly();
        return Verdict.answer(SymbolicReply.COMMAND_OKAY);
    }

    static Verdict pasv(SessionState session, CommandLine command) {
        return afterEpsvAll(session).orElse(Verdict.PASS);
    }

    static Verdict port(SessionState session, CommandLine command) {
        return afterEpsvAll(session).orElseGet(() -> target(session, ofPort(command.argument())));
    }

    static Verdict eprt(SessionState session, CommandLine command) {
        InetSocketAddress target = ofEprt(command.argument());
        if (session.isLoggedIn() && target == null) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "data-address");
        }
        return afterEpsvAll(session).orElseGet(() -> target(session, target));
    }

    private static Optional<Verdict> afterEpsvAll(SessionState session) {
        DataConnections data = DataConnections.of(session);
        return data != null && data.isExtendedOnly() && session.isLoggedIn()
                ? Optional.of(Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "epsv-all"))
                : Optional.empty();
    }

    private static Verdict target(SessionState session, @Nullable InetSocketAddress target) {
        DataConnections data = DataConnections.of(session);
        if (data == null || target == null || !session.isLoggedIn()) {
            return Verdict.PASS;
        }
        if (!data.mayTarget(target.getAddress())) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "data-address");
        }
        return target.getPort() < LOWEST_PORT
                ? Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "data-port")
                : Verdict.PASS;
    }

    private static @Nullable InetSocketAddress ofPort(@Nullable String argument) {
        try {
            return argument == null ? null : SocketAddressEncoder.decode(argument);
        } catch (UnknownHostException | IllegalInetAddressException | IllegalPortException e) {
            return null;
        }
    }

    private static @Nullable InetSocketAddress ofEprt(@Nullable String argument) {
        Matcher parts = EPRT.matcher(argument == null ? "" : argument);
        if (!parts.matches()) {
            return null;
        }
        int port = Integer.parseInt(parts.group("port"));
        try {
            return port > HIGHEST_PORT ? null : new InetSocketAddress(InetAddress.getByName(parts.group("host")), port);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
