package org.portreeve.launcher;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.portreeve.ftp.PolicyFtplet;

/** What an admin sees on the console. The only place that shows the first password; it goes to no log. */
final class Banner {

    private Banner() {}

    static void serving(PrintStream out, Home home, Server server, FirstStart first) {
        StringBuilder text =
                new StringBuilder("Portreeve is serving").append(startTime()).append('\n');
        for (Endpoint endpoint : server.endpoints()) {
            line(text, "listens on", endpoint.toString());
        }
        for (PolicyFtplet policy : server.policies()) {
            line(text, "policy", policy.describe());
        }
        certificate(text, home);
        password(text, first);
        server.endpoints().stream()
                .findFirst()
                .ifPresent(endpoint -> line(text, "try it", curl(home, endpoint, first)));
        print(out, text);
    }

    static void prepared(PrintStream out, FirstStart first, Path directory) {
        StringBuilder text =
                new StringBuilder("Portreeve is prepared in ").append(directory).append('\n');
        password(text, first);
        print(out, text);
    }

    private static void certificate(StringBuilder text, Home home) {
        if (Files.exists(home.certificate())) {
            line(text, "certificate", home.certificate().toString());
        }
    }

    private static void password(StringBuilder text, FirstStart first) {
        first.password()
                .ifPresent(password ->
                        line(text, "first user", FirstStart.ADMIN + ", password " + password + " (shown this once)"));
    }

    private static String curl(Home home, Endpoint endpoint, FirstStart first) {
        String trust = Files.exists(home.certificate())
                ? "--cacert " + quoted(home.certificate().toString()) + " "
                : "";
        String user = first.password()
                .map(password -> quoted(FirstStart.ADMIN + ":" + password))
                .orElse(FirstStart.ADMIN);
        return "curl --ssl-reqd " + trust + "-u " + user + " " + endpoint.url();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String startTime() {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        return String.format(Locale.ROOT, ", started in %.1f s", millis / 1000.0);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(String.format(Locale.ROOT, "%-12s", name))
                .append(value)
                .append('\n');
    }

    private static void print(PrintStream out, StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
