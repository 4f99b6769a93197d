package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.policy.Limit.Count;

/** What can still be stored in a directory. */
public final class Room {

    /** A name that stands for whatever may be stored. */
    private static final String ANY = "file";

    private Room() {}

    /**
     * Whether an upload of so many bytes has no room, be it as a new file or in the place of one that is there.
     *
     * @param view the session's; its working directory is looked at
     */
    public static Optional<Refusal> refuses(FileSystemView view, long bytes) {
        if (!(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        return StorageLimits.asked(() -> {
            FtpFile directory = workingDirectory(guarded);
            String path = inside(directory);
            UserBooks books = guarded.books();
            Optional<QuotaExceededException> refusal = books.refusesUpload(path, -1, 0, bytes, unused -> {});
            OptionalLong largest = refusal.isEmpty() ? OptionalLong.empty() : largestIn(directory);
            return largest.isEmpty() ? refusal : books.refusesUpload(path, largest.getAsLong(), 0, bytes, unused -> {});
        });
    }

    private static FtpFile workingDirectory(GuardedView view) throws IOException {
        try {
            return view.unguarded().getWorkingDirectory();
        } catch (FtpException e) {
            throw new IOException(e);
        }
    }

    private static String inside(FtpFile directory) {
        String path = directory.getAbsolutePath();
        return path.endsWith("/") ? path + ANY : path + "/" + ANY;
    }

    private static OptionalLong largestIn(FtpFile directory) {
        @Nullable List<? extends FtpFile> files = directory.listFiles();
        return files == null
                ? OptionalLong.empty()
                : files.stream()
                        .filter(FtpFile::isFile)
                        .filter(file -> !HiddenNames.matches(file.getAbsolutePath()))
                        .mapToLong(FtpFile::getSize)
                        .max();
    }

    /**
     * How many bytes can be stored in a directory: the smallest rest of all limits on it, and of the disk.
     *
     * @return nothing if neither says anything
     * @throws IOException if the books cannot be asked
     */
    public static OptionalLong in(FileSystemView view, FtpFile directory) throws IOException {
        long least = usable(directory);
        if (view instanceof GuardedView guarded) {
            UserBooks books = guarded.books();
            books.open();
            for (Book book : books.covering(inside(directory), UserBooks.UPLOADED)) {
                boolean refuses = book.binds() && !book.isObserved();
                if (refuses && book.limit().count() != Count.FILE_SIZE) {
                    least = Math.min(least, room(book));
                }
            }
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private static long room(Book book) throws IOException {
        long left = Math.max(0, book.left());
        boolean ofBytes =
                book.limit().count() == Count.BYTES_STORED || book.limit().count() == Count.BYTES_WRITTEN;
        return ofBytes || left == 0 ? left : Long.MAX_VALUE;
    }

    private static long usable(FtpFile directory) {
        return directory.getPhysicalFile() instanceof File file && file.exists()
                ? file.getUsableSpace()
                : Long.MAX_VALUE;
    }
}
