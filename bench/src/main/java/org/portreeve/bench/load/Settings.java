package org.portreeve.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and how.
 *
 * @param servers by their names, none for all that are there
 * @param seconds of a measurement
 * @param warmUp seconds of a row's own work before its first measurement, on each server with a JIT compiler
 * @param bulkMebibytes size of a large file
 * @param limit no measurement begins after that time
 * @param firstPort of the passive ports; each server has {@link RunningServer#PASSIVE_PORTS} of them
 * @param project where the build has put what is to be measured
 */
record Settings(
        List<String> servers,
        Set<Row> rows,
        int rounds,
        double seconds,
        double warmUp,
        int bulkMebibytes,
        int idle,
        int stalled,
        String key,
        Duration limit,
        int firstPort,
        Path project,
        Optional<Path> json) {

    static final String USAGE = """
            --servers a,b   of bare, drop-in, no-limits, standalone, proftpd, vsftpd, pureftpd; default: all that are there but no-limits
            --rows a,b      default: all; their names are printed as they are measured
            --rounds N      3
            --seconds S     of a measurement: 2
            --warm-up S     of a row on a JVM before it is measured: 6
            --bulk MIB      size of a large file: 256
            --idle N        connections: 500
            --stalled N     downloads: 1000
            --key rsa|ec    of the certificate: rsa (2048 bits)
            --limit MIN     no measurement begins after that many minutes: 40
            --ports N       first passive port: 12000
            --project DIR   where the build is: .
            --json FILE     all figures of all rounds
            --quick         1 round, 0.5 s a measurement, 1 s warm-up, 64 MiB, 100 connections, 300 downloads
            """;

    Settings {
        servers = List.copyOf(servers);
        rows = Set.copyOf(rows);
        if (rounds < 1 || seconds <= 0 || warmUp < 0 || bulkMebibytes < 1 || idle < 1 || stalled < 1) {
            throw new IllegalArgumentException("rounds, seconds and sizes must be above zero");
        }
        if (!key.equals("rsa") && !key.equals("ec")) {
            throw new IllegalArgumentException("`" + key + "` is no kind of key: rsa or ec");
        }
    }

    /** @throws IllegalArgumentException with a message for the user */
    static Settings parse(String... arguments) {
        Map<String, String> given = read(List.of(arguments));
        boolean quick = given.remove("quick") != null;
        Settings settings = new Settings(
                list(given.remove("servers")),
                rows(list(given.remove("rows"))),
                integer(given, "rounds", quick ? 1 : 3),
                decimal(given, "seconds", quick ? 0.5 : 2),
                decimal(given, "warm-up", quick ? 1 : 6),
                integer(given, "bulk", quick ? 64 : 256),
                integer(given, "idle", quick ? 100 : 500),
                integer(given, "stalled", quick ? 300 : 1000),
                Optional.ofNullable(given.remove("key")).orElse("rsa"),
                Duration.ofMinutes(integer(given, "limit", 40)),
                integer(given, "ports", 12_000),
                Path.of(Optional.ofNullable(given.remove("project")).orElse("."))
                        .toAbsolutePath()
                        .normalize(),
                Optional.ofNullable(given.remove("json")).map(Path::of));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("no such option: --" + String.join(", --", given.keySet()));
        }
        return settings;
    }

    private static Map<String, String> read(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        List<String> left = new ArrayList<>(arguments);
        while (!left.isEmpty()) {
            String option = left.remove(0);
            if (!option.startsWith("--")) {
                throw new IllegalArgumentException("`" + option + "` is no option");
            }
            if (option.equals("--quick")) {
                given.put("quick", "");
            } else if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " wants a value");
            } else {
                given.put(option.substring(2), left.remove(0));
            }
        }
        return given;
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : List.of(value.split(",", -1));
    }

    private static Set<Row> rows(List<String> names) {
        Set<Row> rows = EnumSet.noneOf(Row.class);
        for (String name : names) {
            rows.add(Arrays.stream(Row.values())
                    .filter(row -> row.option().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such row: " + name)));
        }
        return rows.isEmpty() ? EnumSet.allOf(Row.class) : rows;
    }

    private static int integer(Map<String, String> given, String name, int otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static double decimal(Map<String, String> given, String name, double otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }
}
