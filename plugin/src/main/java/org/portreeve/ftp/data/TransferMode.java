package org.portreeve.ftp.data;

import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.impl.DefaultFtpSession;
import org.apache.ftpserver.usermanager.impl.TransferRateRequest;
import org.portreeve.ftp.session.SessionState;

/**
 * How the bytes of one transfer are to be moved, and where they are counted.
 *
 * @param ascii whether line ends are converted (TYPE A)
 * @param zip whether bytes are compressed on the way (MODE Z)
 */
record TransferMode(SessionState session, FtpSession ftp, boolean ascii, boolean zip) {

    static TransferMode of(SessionState session, FtpSession ftp, boolean zip) {
        return new TransferMode(session, ftp, ftp.getDataType() == DataType.ASCII, zip);
    }

    /** Whether the bytes on the way are those of the file. */
    boolean isPlain() {
        return !ascii && !zip;
    }

    Pace uploadPace() {
        return new Pace(rate().getMaxUploadRate());
    }

    Pace downloadPace() {
        return new Pace(rate().getMaxDownloadRate());
    }

    private TransferRateRequest rate() {
        TransferRateRequest request = new TransferRateRequest();
        TransferRateRequest granted = (TransferRateRequest) ftp.getUser().authorize(request);
        return granted == null ? request : granted;
    }

    /** Counts bytes from the client with FtpServer. */
    void received(long bytes) {
        if (ftp instanceof DefaultFtpSession counted) {
            for (long left = bytes; left > 0; left -= Integer.MAX_VALUE) {
                counted.increaseReadDataBytes((int) Math.min(left, Integer.MAX_VALUE));
            }
        }
        session.carried(bytes);
        session.ftp().updateLastAccessTime();
    }

    /** Counts bytes to the client with FtpServer. */
    void sent(long bytes) {
        if (ftp instanceof DefaultFtpSession counted) {
            for (long left = bytes; left > 0; left -= Integer.MAX_VALUE) {
                counted.increaseWrittenDataBytes((int) Math.min(left, Integer.MAX_VALUE));
            }
        }
        session.carried(bytes);
        session.ftp().updateLastAccessTime();
    }
}
