package org.portreeve.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line, understood.
 *
 * @param config relative to the home unless absolute
 */
record Options(Action action, Path home, Path config) {

    static final String USAGE = """
            usage: portreeve [--home DIR] [--config FILE] [--prepare | --hash-password | --help]
              --home DIR       where conf, data and log are (default: the directory above bin)
              --config FILE    the server's configuration, relative to the home (default: conf/ftpd.xml)
              --prepare        make certificate and first user if they are missing, and stop
              --hash-password  read a password, print the line for conf/users.properties
            Signals: TERM lets transfers under way finish for a moment, then stops.""";

    /** Set by the start script, which has resolved --home before it changed the directory. */
    private static final String HOME_PROPERTY = "portreeve.home";

    enum Action {
        SERVE,
        PREPARE,
        HASH_PASSWORD,
        HELP
    }

    static Options parse(String... args) throws LaunchException {
        Action action = Action.SERVE;
        Path home = Path.of("");
        Path config = Path.of("conf", "ftpd.xml");
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--home" -> home = path(value(args, ++i));
                case "--config" -> config = path(value(args, ++i));
                case "--prepare" -> action = Action.PREPARE;
                case "--hash-password" -> action = Action.HASH_PASSWORD;
                case "--help", "-h" -> action = Action.HELP;
                default -> throw new LaunchException("unknown argument `" + args[i] + "`\n" + USAGE);
            }
        }
        String resolved = System.getProperty(HOME_PROPERTY);
        Path directory = resolved == null ? home : path(resolved);
        return new Options(action, directory.toAbsolutePath().normalize(), config);
    }

    Home open() throws LaunchException {
        return Home.open(home, config);
    }

    private static String value(String[] args, int at) throws LaunchException {
        @Nullable String value = at < args.length ? args[at] : null;
        if (value == null || value.isBlank()) {
            throw new LaunchException("`" + args[at - 1] + "` needs a value\n" + USAGE);
        }
        return value;
    }

    private static Path path(String text) throws LaunchException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new LaunchException("`" + text + "` is not a path here", e);
        }
    }
}
