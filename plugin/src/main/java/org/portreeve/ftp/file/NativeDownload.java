package org.portreeve.ftp.file;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFtpFile;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * What is read from a file of FtpServer's own native file system: the bytes are those on disk, so they can be sent without
 * being looked at. Any other file system may make something else of them.
 */
public final class NativeDownload extends FilterInputStream {

    private final FileInputStream file;

    private NativeDownload(FileInputStream file) {
        super(file);
        this.file = file;
    }

    static InputStream open(FtpFile file, long offset) throws IOException {
        InputStream in = file.createInputStream(offset);
        boolean isNative = file.getClass() == NativeFtpFile.class;
        return isNative && in instanceof FileInputStream bytes ? new NativeDownload(bytes) : in;
    }

    /** The file, positioned where the download begins. */
    public FileChannel channel() {
        return file.getChannel();
    }
}
