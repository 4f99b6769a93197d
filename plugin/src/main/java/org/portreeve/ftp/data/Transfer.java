package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpSession;
import org.portreeve.ftp.file.Download;
import org.portreeve.ftp.file.GuardedView;
import org.portreeve.ftp.file.Upload;
import org.portreeve.ftp.session.DataCounsel;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transfer, and whether what it moved is what the other side sent. */
final class Transfer implements DataConnection {

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    private final SessionState session;
    private final Buffers buffers;
    private final DataChannel channel;
    private final boolean zip;
    private boolean begun;

    Transfer(SessionState session, Buffers buffers, DataChannel channel, boolean zip) {
        this.session = session;
        this.buffers = buffers;
        this.channel = channel;
        this.zip = zip;
    }

    @Override
    public long transferFromClient(FtpSession ftp, OutputStream out) throws IOException {
        begun = true;
        try {
            long moved = new Receiving(mode(ftp), channel, buffers).into(out);
            requireEnd();
            requireClient(out instanceof Upload upload && upload.replaces());
            sayFarewell();
            held();
            if (out instanceof Upload upload) { // FtpServer 1.2.0 replies before it does so
                upload.close();
            }
            return moved;
        } catch (Throwable t) { // an Error, too, must not let half a file pass for a whole one
            if (out instanceof Upload upload) {
                abandon(upload, t);
            }
            if (isRefused(t)) {
                turnAway();
            }
            broken(t);
            throw t;
        } finally {
            release();
        }
    }

    /** Whether it is this side that wants no more of it: a limit, or the disk. */
    private static boolean isRefused(Throwable t) {
        return t instanceof IOException
                && !(t instanceof SocketException)
                && !(t instanceof SSLException)
                && !(t instanceof InterruptedIOException);
    }

    /** An upload that is refused before FtpServer asks for its first byte, by a file that is busy for one. */
    void refuseUnlessBegun() {
        if (!begun) {
            turnAway();
            release();
        }
    }

    /** The client may look at its control connection only when all is sent. */
    private void turnAway() {
        try {
            channel.turnAway();
        } catch (IOException e) {
            LOG.debug("the client did not wait to be refused", e);
        }
    }

    private TransferMode mode(FtpSession ftp) {
        return TransferMode.of(session, ftp, zip);
    }

    private void requireEnd() throws ProtectionException {
        if (!(channel instanceof TlsChannel)) {
            return;
        }
        Optional<Refusal> refusal = new DataCounsel(session).refusalOfEnd(channel.isEndProven());
        if (refusal.isPresent()) {
            session.note(refusal.get());
            throw new ProtectionException(refusal.get().detail());
        }
    }

    /**
     * A client that died looks, on the data connection, like one that is done; its old file is worth a second look. Not
     * where close_notify has said that all is sent.
     */
    private void requireClient(boolean replaces) throws IOException {
        try {
            if (session.isAbortWanted() || (replaces && !channel.isEndProven() && session.isGone())) {
                throw new SocketException("the client is gone, so what it sent may not be all");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    /** Ends an upload before the client hears of it: FtpServer 1.2.0 replies first and closes the file afterwards. */
    private void abandon(Upload upload, Throwable cause) {
        upload.abandon(!(channel instanceof TlsChannel) && !zip && cause instanceof SocketException);
        try {
            upload.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** All bytes are here; a client that is gone already has missed nothing, and its upload is whole all the same. */
    private void sayFarewell() {
        try {
            channel.finishOutput();
        } catch (IOException e) {
            LOG.debug("the client did not wait for the end of its upload", e);
        }
    }

    @Override
    public long transferToClient(FtpSession ftp, InputStream in) throws IOException {
        Download download = session.ftp().getFileSystemView() instanceof GuardedView view ? view.takeDownload() : null;
        try {
            long moved = new Sending(mode(ftp), channel, buffers, download).of(in);
            channel.finishOutput();
            held();
            return moved;
        } catch (Throwable t) {
            broken(t);
            throw t;
        } finally {
            if (download != null) {
                download.close();
            }
            release();
        }
    }

    @Override
    public void transferToClient(FtpSession ftp, String text) throws IOException {
        try {
            new Sending(mode(ftp), channel, buffers, null).of(text);
            channel.finishOutput();
            held();
        } catch (Throwable t) {
            broken(t);
            throw t;
        } finally {
            release();
        }
    }

    private void held() {
        session.transferHeld();
        if (channel instanceof TlsChannel) {
            session.retries().protectionHeld();
        }
    }

    private void release() {
        if (channel instanceof TlsChannel tls) {
            tls.release();
        }
    }

    /** TLS that breaks in mid-transfer is a failure of protection; anything else keeps the server's own reply. */
    private void broken(Throwable t) {
        session.ftp().getDataConnection().closeDataConnection();
        if (t instanceof SSLException) {
            session.note(DataConnections.protectionFailed(session, "TLS broke off: " + t.getMessage()));
        }
    }
}
