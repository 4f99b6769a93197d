package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;

/** Where the server's users have their files, whoever of them is logged in. */
public final class Homes {

    private final UserManager users;
    private final FileSystemFactory fileSystem;

    /** @param fileSystem the server's own, without limits */
    public Homes(UserManager users, FileSystemFactory fileSystem) {
        this.users = users;
        this.fileSystem = fileSystem;
    }

    List<String> names() throws FtpException {
        return Arrays.asList(users.getAllUserNames());
    }

    /** Looks at a user's files. */
    interface Visitor {
        void visit(FileSystemView files) throws IOException, FtpException;
    }

    /** Lends a user's files; false if there cannot be any, because the user or the directory is not there (any more). */
    boolean visit(String name, Visitor visitor) throws IOException, FtpException {
        Optional<FileSystemView> view = of(name);
        if (view.isPresent()) {
            try {
                visitor.visit(view.get());
            } finally {
                view.get().dispose();
            }
        }
        return view.isPresent();
    }

    private Optional<FileSystemView> of(String name) throws FtpException {
        User user = users.getUserByName(name);
        if (user == null) {
            return Optional.empty();
        }
        boolean isNative = fileSystem instanceof NativeFileSystemFactory;
        if (isNative && !new File(user.getHomeDirectory()).isDirectory()) { // to ask for it would make it
            return Optional.empty();
        }
        return Optional.of(fileSystem.createFileSystemView(user));
    }

    /** What a file is, so that two users who see the same one are seen to do so. */
    static Object identity(String user, FtpFile virtual) {
        Object physical = virtual.getPhysicalFile();
        if (!(physical instanceof File file)) {
            return physical == null ? List.of(user, virtual.getAbsolutePath()) : physical;
        }
        Path path = file.toPath();
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
