package org.portreeve.ftp.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.List;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.impl.listing.FileFormater;
import org.apache.ftpserver.command.impl.listing.LISTFileFormater;
import org.apache.ftpserver.command.impl.listing.ListArgument;
import org.apache.ftpserver.command.impl.listing.ListArgumentParser;
import org.apache.ftpserver.command.impl.listing.MLSTFileFormater;
import org.apache.ftpserver.command.impl.listing.NLSTFileFormater;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.apache.ftpserver.impl.LocalizedDataTransferFtpReply;
import org.apache.ftpserver.impl.LocalizedFtpReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LIST, NLST and MLSD as FtpServer has them, but the listing leaves while it is made: a large directory is not a large text
 * in memory first, and its client does not wait for the last file to see the first.
 */
final class Listing implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    /** Which of the three. */
    enum Kind {
        LIST,
        NLST,
        MLSD
    }

    private final Kind kind;

    Listing(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        try {
            session.resetState();
            new Run(session, context, request).run();
        } finally {
            session.getDataConnection().closeDataConnection();
        }
    }

    private FileFormater formater(FtpIoSession session, ListArgument argument) {
        return switch (kind) {
            case LIST -> new LISTFileFormater();
            case NLST -> argument.hasOption('l') ? new LISTFileFormater() : new NLSTFileFormater();
            case MLSD -> new MLSTFileFormater((String[]) session.getAttribute("MLST.types"));
        };
    }

    private static List<? extends FtpFile> files(FtpFile start) {
        List<? extends FtpFile> children = start.isFile() ? List.of(start) : start.listFiles();
        return children == null ? List.of() : children;
    }

    /** One of them for one client. */
    private final class Run {
        private final FtpIoSession session;
        private final FtpServerContext context;
        private final FtpRequest request;
        private @Nullable FtpFile start;

        Run(FtpIoSession session, FtpServerContext context, FtpRequest request) {
            this.session = session;
            this.context = context;
            this.request = request;
        }

        void run() throws FtpException {
            ListArgument argument;
            try {
                argument = ListArgumentParser.parse(request.getArgument());
            } catch (IllegalArgumentException e) {
                LOG.debug("a listing of what cannot be read", e);
                answer(FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS, 0);
                return;
            }
            FtpFile file = session.getFileSystemView().getFile(argument.getFile());
            start = file;
            if (kind == Kind.LIST && !file.doesExist()) {
                answer(FtpReply.REPLY_450_REQUESTED_FILE_ACTION_NOT_TAKEN, 0);
                return;
            }
            if (session.getDataConnection() instanceof IODataConnectionFactory data && data.getInetAddress() == null) {
                session.write(new DefaultFtpReply(
                        FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "PORT or PASV must be issued first"));
                return;
            }
            session.write(LocalizedFtpReply.translate(
                    session, request, context, FtpReply.REPLY_150_FILE_STATUS_OKAY, kind.name(), null));
            DataConnection connection;
            try {
                connection = session.getDataConnection().openConnection();
            } catch (Exception e) { // openConnection declares nothing narrower
                LOG.debug("no data connection for a listing", e);
                answer(FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION, 0);
                return;
            }
            send(connection, file, argument);
        }

        private void send(DataConnection connection, FtpFile file, ListArgument argument) {
            try (InputStream lines = ListingLines.of(files(file), argument, formater(session, argument))) {
                long sent = connection.transferToClient(session.getFtpletSession(), lines);
                answer(FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, sent);
            } catch (SocketException e) {
                LOG.debug("a listing broke off", e);
                answer(FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED, 0);
            } catch (IOException e) {
                LOG.debug("a listing failed", e);
                answer(FtpReply.REPLY_551_REQUESTED_ACTION_ABORTED_PAGE_TYPE_UNKNOWN, 0);
            } catch (IllegalArgumentException e) {
                LOG.debug("a listing of what cannot be read", e);
                answer(FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS, 0);
            }
        }

        private void answer(int code, long sent) {
            session.write(
                    kind == Kind.LIST
                            ? LocalizedDataTransferFtpReply.translate(
                                    session, request, context, code, kind.name(), null, start, sent)
                            : LocalizedFtpReply.translate(session, request, context, code, kind.name(), null));
        }
    }
}
