package org.portreeve.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.impl.DefaultFtpSession;
import org.apache.ftpserver.usermanager.impl.TransferRateRequest;
import org.portreeve.ftp.file.Upload;
import org.portreeve.ftp.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the bytes of one transfer, and knows afterwards whether they are what the other side sent. */
final class Transfer implements DataConnection {

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);
    private static final int BLOCK = 64 * 1024;

    private final SessionState session;
    private final TransferSocket socket;
    private final boolean zip;

    Transfer(SessionState session, TransferSocket socket, boolean zip) {
        this.session = session;
        this.socket = socket;
        this.zip = zip;
    }

    private interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    @Override
    public long transferFromClient(FtpSession ftp, OutputStream out) throws IOException {
        try {
            long moved = receive(ftp, out);
            requireClient(out instanceof Upload upload && upload.replaces());
            sayFarewell();
            return moved;
        } catch (Throwable t) { // an Error, too, must not let half a file pass for a whole one
            if (out instanceof Upload upload) {
                abandon(upload, t);
            }
            broken(t);
            throw t;
        }
    }

    /** A client that died looks, on the data connection, like one that is done; its old file is worth a second look. */
    private void requireClient(boolean replaces) throws IOException {
        try {
            if (session.isAbortWanted() || (replaces && session.isGone())) {
                throw new SocketException("the client is gone, so what it sent may not be all");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    /** Ends an upload before the client hears of it: FtpServer 1.2.0 replies first and closes the file afterwards. */
    private void abandon(Upload upload, Throwable cause) {
        upload.abandon(!socket.isProtected() && !zip && cause instanceof SocketException);
        try {
            upload.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** All bytes are here; a client that is gone already has missed nothing, and its upload is whole all the same. */
    private void sayFarewell() {
        try {
            socket.finishOutput();
        } catch (IOException e) {
            LOG.debug("the client did not wait for the end of its upload", e);
        }
    }

    private long receive(FtpSession ftp, OutputStream out) throws IOException {
        Sink sink = (bytes, length) -> out.write(bytes, 0, length);
        if (ftp.getDataType() == DataType.ASCII) {
            LineEnds ends = new LineEnds(BLOCK);
            sink = (bytes, length) -> ends.fromNetwork(bytes, length, out);
        }
        InputStream in = zip ? new InflaterInputStream(socket.in()) : socket.in();
        return move(in, sink, new Pace(rate(ftp).getMaxUploadRate()), n -> count(ftp, n, true));
    }

    @Override
    public long transferToClient(FtpSession ftp, InputStream in) throws IOException {
        try {
            OutputStream out = zip ? new DeflaterOutputStream(socket.out()) : socket.out();
            Sink sink = (bytes, length) -> out.write(bytes, 0, length);
            if (ftp.getDataType() == DataType.ASCII) {
                LineEnds ends = new LineEnds(BLOCK);
                sink = (bytes, length) -> ends.toNetwork(bytes, length, out);
            }
            long moved = move(in, sink, new Pace(rate(ftp).getMaxDownloadRate()), n -> count(ftp, n, false));
            finish(out);
            return moved;
        } catch (IOException | RuntimeException e) {
            broken(e);
            throw e;
        }
    }

    @Override
    public void transferToClient(FtpSession ftp, String text) throws IOException {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            OutputStream out = zip ? new DeflaterOutputStream(socket.out()) : socket.out();
            out.write(bytes);
            count(ftp, bytes.length, false);
            finish(out);
        } catch (IOException | RuntimeException e) {
            broken(e);
            throw e;
        }
    }

    private void finish(OutputStream out) throws IOException {
        if (out instanceof DeflaterOutputStream deflater) {
            deflater.finish();
        }
        out.flush();
        socket.finishOutput();
    }

    private interface Tally {
        void count(int bytes);
    }

    private static long move(InputStream in, Sink sink, Pace pace, Tally tally) throws IOException {
        byte[] block = new byte[pace.block(BLOCK)];
        long moved = 0;
        int n;
        while ((n = in.read(block)) >= 0) {
            sink.take(block, n);
            moved += n;
            tally.count(n);
            pace.keep(moved);
        }
        return moved;
    }

    private void count(FtpSession ftp, int bytes, boolean fromClient) {
        if (ftp instanceof DefaultFtpSession counted) {
            if (fromClient) {
                counted.increaseReadDataBytes(bytes);
            } else {
                counted.increaseWrittenDataBytes(bytes);
            }
        }
        session.ftp().updateLastAccessTime();
    }

    private static TransferRateRequest rate(FtpSession ftp) {
        TransferRateRequest request = new TransferRateRequest();
        TransferRateRequest granted = (TransferRateRequest) ftp.getUser().authorize(request);
        return granted == null ? request : granted;
    }

    /** TLS that breaks in mid-transfer is a failure of protection; anything else keeps the server's own reply. */
    private void broken(Throwable e) {
        session.ftp().getDataConnection().closeDataConnection();
        if (e instanceof SSLException failure) {
            session.note(DataConnections.protectionFailed(session, "TLS broke off", failure));
        }
    }
}
