package org.portreeve.ftp.command;

import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.impl.LIST;
import org.apache.ftpserver.command.impl.MLSD;
import org.apache.ftpserver.command.impl.NLST;
import org.jspecify.annotations.Nullable;

/** The server's commands, with our listings in the place of FtpServer's own; an admin's own stay. */
public final class ListingCommands implements CommandFactory {

    private final CommandFactory commands;
    private final Map<Class<?>, Command> instead = Map.of(
            LIST.class, new Listing(Listing.Kind.LIST),
            NLST.class, new Listing(Listing.Kind.NLST),
            MLSD.class, new Listing(Listing.Kind.MLSD));

    public ListingCommands(CommandFactory commands) {
        this.commands = commands;
    }

    @Override
    public @Nullable Command getCommand(String name) {
        Command command = commands.getCommand(name);
        return command == null ? null : instead.getOrDefault(command.getClass(), command);
    }
}
