package org.portreeve.ftp.file;

import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;

/** Guards the views that the server's own file system makes. */
public final class GuardedFileSystem implements FileSystemFactory {

    private final FileSystemFactory fileSystem;
    private final StorageLimits limits;
    private final Staging staging;

    public GuardedFileSystem(FileSystemFactory fileSystem, StorageLimits limits, Staging staging) {
        this.staging = staging;
        this.fileSystem = fileSystem;
        this.limits = limits;
    }

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        FileSystemView view = fileSystem.createFileSystemView(user);
        limits.attend(user.getName(), view);
        return new GuardedView(view, user.getName(), limits, staging);
    }
}
