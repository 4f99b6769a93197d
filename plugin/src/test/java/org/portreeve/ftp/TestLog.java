package org.portreeve.ftp;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Catches all that any logger says, at every level that a server could be set to, and keeps the console quiet. */
final class TestLog extends Handler {

    private static final TestLog INSTANCE = new TestLog();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private TestLog() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.FINE);
        Logger.getLogger("javax.net.ssl").setLevel(Level.OFF);
        Logger.getLogger("org.apache.mina.filter.ssl").setLevel(Level.INFO);
        root.addHandler(this);
    }

    static TestLog start() {
        return INSTANCE;
    }

    boolean contains(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Whether one line holds all of the texts. */
    boolean containsLineWith(String... texts) {
        return lines.stream().anyMatch(line -> {
            for (String text : texts) {
                if (!line.contains(text)) {
                    return false;
                }
            }
            return true;
        });
    }

    String linesWith(String text) {
        return lines.stream().filter(line -> line.contains(text)).collect(Collectors.joining("\n"));
    }

    @Override
    public void publish(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        lines.add(entry.getLoggerName() + " " + entry.getMessage() + (thrown == null ? "" : " " + trace(thrown)));
    }

    private static String trace(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            all.append(t).append(' ');
            for (StackTraceElement element : t.getStackTrace()) {
                all.append(element).append(' ');
            }
        }
        return all.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
