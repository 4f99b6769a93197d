package org.portreeve.ftp.file;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/**
 * Symbolic links below a home. What lies behind one is not counted there: either it lies in the home as well and is
 * counted at its own place, or it is none of the home's.
 */
final class Links {

    private Links() {}

    static boolean isOne(FtpFile file) {
        Path path = path(file);
        return path != null && Files.isSymbolicLink(path);
    }

    /**
     * Whether a path, which need not exist, is a link or leads over one. The home itself may be one. A link to nothing is
     * none: an upload takes its place.
     */
    static boolean areOnTheWay(FileSystemView view, String path) {
        try {
            Path home = path(view.getFile("/"));
            Path place = path(view.getFile(path));
            if (home == null || place == null || !place.startsWith(home)) {
                return false;
            }
            Path last = place.toFile().exists() ? place : place.getParent();
            for (Path each = last; each != null && !each.equals(home); each = each.getParent()) {
                if (Files.isSymbolicLink(each)) {
                    return true;
                }
            }
            return false;
        } catch (FtpException e) {
            return false;
        }
    }

    private static @Nullable Path path(@Nullable FtpFile file) {
        return file != null && file.getPhysicalFile() instanceof File physical
                ? physical.toPath().toAbsolutePath().normalize()
                : null;
    }
}
