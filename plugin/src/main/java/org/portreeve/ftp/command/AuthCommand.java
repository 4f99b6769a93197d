package org.portreeve.ftp.command;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.LocalizedFtpReply;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.filter.ssl.SslFilter;
import org.portreeve.ftp.session.DirectWriter;
import org.portreeve.ftp.tls.TlsFilter;

/** AUTH with our TLS; whatever it is not to be done, FtpServer's own command says so. */
final class AuthCommand extends AbstractCommand {

    private static final int SECURITY_EXCHANGE = 234;

    /** What clients call it, and what FtpServer takes that for: SSL protects data connections at once. */
    private static final Map<String, String> TYPES = Map.of("TLS", "TLS", "TLS_C", "TLS", "SSL", "SSL", "TLS_P", "SSL");

    private final Command own;

    AuthCommand(Command own) {
        this.own = own;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        SslConfiguration settings = session.getListener().getSslConfiguration();
        String type = request.hasArgument() ? TYPES.get(request.getArgument().toUpperCase(Locale.ROOT)) : null;
        if (settings == null || type == null || session.getFilterChain().contains(SslFilter.class)) {
            own.execute(session, context, request);
            return;
        }
        session.resetState();
        FtpReply reply =
                LocalizedFtpReply.translate(session, request, context, SECURITY_EXCHANGE, "AUTH." + type, null);
        try {
            put(session.getFilterChain(), new TlsFilter(settings, true));
        } catch (GeneralSecurityException e) {
            throw new FtpException("TLS is not usable as configured", e);
        }
        if (type.equals("SSL")) {
            session.getDataConnection().setSecure(true);
        }
        session.write(reply);
    }

    private static void put(IoFilterChain chain, TlsFilter filter) {
        if (chain.contains(DirectWriter.NAME)) {
            chain.addAfter(DirectWriter.NAME, TlsFilter.NAME, filter);
        } else {
            chain.addFirst(TlsFilter.NAME, filter);
        }
    }
}
