package org.portreeve.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is gone with everything in it after {@link #close}; in memory where the system has such a place. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int ATTEMPTS = 5;

    /** Makes one. */
    public static TemporaryDirectory create() throws IOException {
        Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        Path made = Files.createTempDirectory(parent, "portreeve-bench");
        // servers that give up root must get to their homes
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
        return new TemporaryDirectory(made);
    }

    @Override
    public void close() throws IOException {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                delete(path);
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) { // a server that is just leaving may still write
                    throw e;
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return; // somebody else was quicker
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
