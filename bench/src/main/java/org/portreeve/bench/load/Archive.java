package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that a build leaves behind. */
final class Archive {
    private Archive() {}

    /** The one that fits, if there is one. */
    static Optional<Path> find(Path directory, String glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
            for (Path each : found) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Without the directory that everything in it is in. */
    static void unpack(Path archive, Path into) throws IOException {
        Tool.run(List.of("tar", "-xzf", archive.toString(), "--strip-components=1", "-C", into.toString()));
    }
}
