package org.portreeve.launcher;

import org.slf4j.LoggerFactory;

/**
 * Starts the standalone server. Whatever goes wrong before it serves ends the process with status 1 and one message;
 * a half-started server would otherwise stay behind, kept alive by its own threads.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        try {
            run(Options.parse(args));
        } catch (Throwable failure) {
            System.err.println("portreeve: " + Failure.describe(failure));
            System.exit(1);
        }
    }

    private static void run(Options options) throws Exception {
        switch (options.action()) {
            case HELP -> System.out.println(Options.USAGE);
            case HASH_PASSWORD -> System.out.println(PasswordPrompt.hash());
            case PREPARE -> Banner.prepared(System.out, FirstStart.prepare(options.open()), options.home());
            case SERVE -> serve(options.open());
        }
    }

    private static void serve(Home home) throws Exception {
        home.demandWorkingDirectory();
        LogFiles.configure(home);
        FirstStart prepared = FirstStart.prepare(home);
        Server server = start(home, prepared);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "portreeve-shutdown"));
        Banner.serving(System.out, home, server, prepared);
    }

    /** Of a failure the console gets the reason, the log all of it; a password just made would be lost if not shown now. */
    private static Server start(Home home, FirstStart prepared) throws Exception {
        try {
            return Server.start(home.config());
        } catch (Exception | Error failure) {
            LoggerFactory.getLogger(Main.class).error("cannot start", failure);
            if (prepared.password().isPresent()) {
                Banner.prepared(System.out, prepared, home.directory());
            }
            throw failure;
        }
    }
}
