package org.portreeve.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one installed server, and the places in it.
 *
 * @param directory real and absolute
 * @param config the server's configuration, a readable file
 */
record Home(Path directory, Path config) {

    /** @param config relative to the home unless absolute */
    static Home open(Path directory, Path config) throws LaunchException {
        if (!Files.isDirectory(directory)) {
            throw new LaunchException("the home `" + directory + "` is not a directory; name it with --home");
        }
        Path file = directory.resolve(config);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new LaunchException("no configuration can be read at `" + file + "`; name it with --config");
        }
        return new Home(real(directory), file);
    }

    Path data() {
        return directory.resolve("data");
    }

    Path userFiles() {
        return data().resolve("home");
    }

    Path keyStore() {
        return data().resolve("keystore.p12");
    }

    Path certificate() {
        return data().resolve("certificate.pem");
    }

    Path users() {
        return directory.resolve("conf").resolve("users.properties");
    }

    Path logging() {
        return directory.resolve("conf").resolve("logback.xml");
    }

    /** The configuration names its files relative to the working directory, which a Java process cannot change. */
    void demandWorkingDirectory() throws LaunchException {
        Path here = real(Path.of(""));
        if (!here.equals(directory)) {
            throw new LaunchException("started in `" + here + "`, but its home is `" + directory
                    + "`; start it with bin/portreeve, or change to the home first");
        }
    }

    private static Path real(Path path) throws LaunchException {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new LaunchException("`" + path.toAbsolutePath() + "` cannot be read", e);
        }
    }
}
