package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** The symbolic links met on one walk over a tree. */
final class Links {

    private final List<Path> seen = new ArrayList<>();

    /** @param root where the walk begins; what lies below it is found without links */
    Links(FtpFile root) {
        Path real = real(root);
        if (real != null) {
            seen.add(real);
        }
    }

    /** Whether a file is no link, or one to a place that the walk has not been to and does not come to otherwise. */
    boolean leadSomewhereNew(FtpFile file) {
        if (!(file.getPhysicalFile() instanceof File physical) || !Files.isSymbolicLink(physical.toPath())) {
            return true;
        }
        Path real = real(file);
        if (real == null || seen.stream().anyMatch(place -> real.startsWith(place) || place.startsWith(real))) {
            return false;
        }
        seen.add(real);
        return true;
    }

    private static @Nullable Path real(FtpFile file) {
        try {
            return file.getPhysicalFile() instanceof File physical
                    ? physical.toPath().toRealPath()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
