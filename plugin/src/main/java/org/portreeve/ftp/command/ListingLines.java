package org.portreeve.ftp.command;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ftpserver.command.impl.listing.FileFilter;
import org.apache.ftpserver.command.impl.listing.FileFormater;
import org.apache.ftpserver.command.impl.listing.ListArgument;
import org.apache.ftpserver.command.impl.listing.RegexFileFilter;
import org.apache.ftpserver.command.impl.listing.VisibleFileFilter;
import org.apache.ftpserver.ftplet.FtpFile;

/** The lines of a listing, each made when it is read: directories first, as FtpServer lists them. */
final class ListingLines extends InputStream {

    private final Iterator<String> lines;
    private byte[] line = {};
    private int next;

    private ListingLines(Iterator<String> lines) {
        this.lines = lines;
    }

    static ListingLines of(List<? extends FtpFile> files, ListArgument argument, FileFormater formater) {
        FileFilter filter = filter(argument);
        Stream<? extends FtpFile> sorted = Stream.concat( // unlike flatMap it makes one line at a time
                files.stream().filter(file -> filter.accept(file) && file.isDirectory()),
                files.stream().filter(file -> filter.accept(file) && !file.isDirectory()));
        return new ListingLines(sorted.map(formater::format).iterator());
    }

    private static FileFilter filter(ListArgument argument) {
        FileFilter shown = argument.hasOption('a') ? file -> true : new VisibleFileFilter();
        return argument.getPattern() == null ? shown : new RegexFileFilter(argument.getPattern(), shown);
    }

    private boolean has() {
        while (next == line.length && lines.hasNext()) {
            line = lines.next().getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
        return next < line.length;
    }

    @Override
    public int read() {
        return has() ? line[next++] & 0xFF : -1;
    }

    /** Fills as much as there is, so that many lines leave at once. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length && has()) {
            int n = Math.min(length - done, line.length - next);
            System.arraycopy(line, next, bytes, offset + done, n);
            next += n;
            done += n;
        }
        return done == 0 && length > 0 ? -1 : done;
    }
}
