package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The line that says where and when figures were measured. */
final class Machine {
    private Machine() {}

    static String line() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s UTC, %d cores of %s, %s GiB, Linux %s; client: JDK %s on the same machine",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(LocalDateTime.now(ZoneOffset.UTC)),
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                memory(),
                System.getProperty("os.version"),
                Runtime.version());
    }

    /** Of the last minute. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static String memory() throws IOException {
        return String.valueOf(Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ", 2)[0]) >> 20);
    }

    private static String field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("an unknown kind");
    }
}
