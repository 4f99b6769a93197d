package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
     * Where in the home something is counted, as an absolute virtual path: where the path says, unless links lead elsewhere.
     *
     * @param path need not exist; a link at its end is followed, unless it leads to nothing: an upload takes its place
     * @return nothing if that is not in the home
     */
    Optional<String> place(String path) {
        try {
            Path top = home();
            Path place = path(view.getFile(path));
            if (top == null || place == null || !place.startsWith(top) || !areOnTheWay(top, place)) {
                return Optional.of(path);
            }
            Path realTop = top.toRealPath();
            Path real = real(place);
            return real.startsWith(realTop)
                    ? Optional.of("/" + realTop.relativize(real).toString().replace(File.separatorChar, '/'))
                    : Optional.empty();
        } catch (FtpException e) {
            return Optional.of(path);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean areOnTheWay(Path top, Path place) {
        Path last = place.toFile().exists() ? place : place.getParent();
        for (Path each = last; each != null && !each.equals(top); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                return true;
            }
        }
        return false;
    }

    /** Where a path leads; for what is not there, where it would come to be. */
    static Path real(Path path) throws IOException {
        Path there = path;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null ? path : there.toRealPath().resolve(there.relativize(path));
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
