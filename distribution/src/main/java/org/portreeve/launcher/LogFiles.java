package org.portreeve.launcher;

import java.nio.file.Files;

/** Tells logback where its configuration is; to be called before anything logs. */
final class LogFiles {

    private static final String PROPERTY = "logback.configurationFile";

    private LogFiles() {}

    static void configure(Home home) {
        if (System.getProperty(PROPERTY) == null && Files.isReadable(home.logging())) {
            System.setProperty(PROPERTY, home.logging().toString());
        }
    }
}
