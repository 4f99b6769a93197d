package org.portreeve.ftp.command;

import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.impl.AUTH;
import org.apache.ftpserver.command.impl.LIST;
import org.apache.ftpserver.command.impl.MLSD;
import org.apache.ftpserver.command.impl.NLST;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.tls.TlsFilter;

/** The server's commands, with our listings and our AUTH in the place of FtpServer's own; an admin's own stay. */
public final class OurCommands implements CommandFactory {

    private final CommandFactory commands;
    private final Map<Class<?>, Command> instead = Map.of(
            LIST.class, new Listing(Listing.Kind.LIST),
            NLST.class, new Listing(Listing.Kind.NLST),
            MLSD.class, new Listing(Listing.Kind.MLSD));
    private final AuthCommand auth = new AuthCommand(new AUTH());

    public OurCommands(CommandFactory commands) {
        this.commands = commands;
    }

    @Override
    public @Nullable Command getCommand(String name) {
        Command command = commands.getCommand(name);
        if (command == null) {
            return null;
        }
        if (command.getClass() == AUTH.class && TlsFilter.isPossible()) {
            return auth;
        }
        return instead.getOrDefault(command.getClass(), command);
    }
}
