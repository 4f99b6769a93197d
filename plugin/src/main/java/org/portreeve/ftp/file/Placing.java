package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.ftpserver.ftplet.FtpFile;
import org.portreeve.quota.QuotaLedger;

/**
 * One at a time puts a file where it is to be. FtpServer looks whether the place is free and then moves, and so do we; in
 * between nobody else may take it. Whoever needs a user's turn as well takes that first.
 */
final class Placing {

    static final String TAKEN = "another one has taken the name";

    private static final Object LOCK = new Object();

    private Placing() {}

    /** Nothing is moved away under an upload that has just begun. */
    static boolean move(FtpFile from, FtpFile to) {
        synchronized (LOCK) {
            return !UploadsUnderWay.touches(from) && from.move(to);
        }
    }

    /** Makes the hidden file of an upload, and says that it is there. */
    static FileChannel begin(Path hidden) throws IOException {
        synchronized (LOCK) {
            FileChannel made = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            UploadsUnderWay.beginHidden(hidden);
            return made;
        }
    }

    /** @throws BusyException if a file must not be replaced and there is one */
    static void place(boolean mayReplace, Target target, QuotaLedger.Change place) throws IOException {
        place(() -> {
            if (!mayReplace && target.exists()) {
                throw new BusyException(TAKEN);
            }
            place.run();
        });
    }

    static void place(QuotaLedger.Change place) throws IOException {
        synchronized (LOCK) {
            place.run();
        }
    }

    /** Where the file is to be. */
    interface Target {
        boolean exists();
    }
}
