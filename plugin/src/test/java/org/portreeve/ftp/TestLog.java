package org.portreeve.ftp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Catches all that any logger says, at every level that a server could be set to, and keeps the console quiet. */
final class TestLog extends Handler {

    private static final TestLog INSTANCE = new TestLog();

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

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

    int size() {
        return lines.size();
    }

    /** What was logged after so many entries. */
    String since(int entries) {
        synchronized (lines) {
            return String.join("\n", lines.subList(entries, lines.size()));
        }
    }

    @Override
    public void publish(LogRecord entry) {
        if (String.valueOf(entry.getLoggerName()).startsWith("java.")) {
            return; // newer JDKs tell of the processes that they start
        }
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
