package org.portreeve.ftp.file;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/**
 * Symbolic links below the home of a view. What lies behind one is not counted there: either it lies in the home as well
 * and is counted at its own place, or it is none of the home's.
 */
final class Links {

    private final FileSystemView view;
    private volatile @Nullable Path home;

    Links(FileSystemView view) {
        this.view = view;
    }

    static boolean isOne(FtpFile file) {
        Path path = path(file);
        return path != null && Files.isSymbolicLink(path);
    }

    /**
     * Whether a path, which need not exist, is a link or leads over one. The home itself may be one. A link to nothing is
     * none: an upload takes its place.
     */
    boolean areOnTheWay(String path) {
        try {
            Path top = home();
            Path place = path(view.getFile(path));
            if (top == null || place == null || !place.startsWith(top)) {
                return false;
            }
            Path last = place.toFile().exists() ? place : place.getParent();
            for (Path each = last; each != null && !each.equals(top); each = each.getParent()) {
                if (Files.isSymbolicLink(each)) {
                    return true;
                }
            }
            return false;
        } catch (FtpException e) {
            return false;
        }
    }

    private @Nullable Path home() throws FtpException {
        Path known = home;
        if (known == null) {
            known = path(view.getFile("/"));
            home = known;
        }
        return known;
    }

    private static @Nullable Path path(@Nullable FtpFile file) {
        return file != null && file.getPhysicalFile() instanceof File physical
                ? physical.toPath().toAbsolutePath().normalize()
                : null;
    }
}
