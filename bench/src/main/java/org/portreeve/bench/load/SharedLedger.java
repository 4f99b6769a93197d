package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Servers with Portreeve that keep two limits in one PostgreSQL, each with four clients that store, read and delete small
 * files: of a user of its own, or all of the same user. Prints a Markdown table. {@code --servers 1,3,10} says how many.
 */
public final class SharedLedger {
    private static final int CLIENTS = 4;
    private static final Duration GRACE = Duration.ofSeconds(90);
    private static final boolean[] MODES = {true, false}; // a user for each server, one for all
    private static final List<String> COUNTS = List.of("1", "3", "10");

    private final Settings settings;
    private final Path archive;
    private final Path plugin;
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();

    /**
     * One round.
     *
     * @param rate cycles of all servers in a second
     * @param store median in milliseconds
     * @param servers CPU of all servers in microseconds a cycle
     * @param database the same of the database
     */
    record Measured(double rate, double store, double servers, double database) {}

    private SharedLedger(Settings settings) throws IOException {
        this.settings = settings;
        this.archive = Main.genuine(settings.project()).orElseThrow(() -> new IOException("build the project first"));
        this.plugin = Main.plugin(settings.project()).orElseThrow(() -> new IOException("build the project first"));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--ports", "7000")); // ten servers' ports end below those of clients
        all.addAll(Arrays.asList(arguments));
        System.out.println(run(Settings.parse(all.toArray(String[]::new))).size() + " lines");
    }

    static Map<String, List<Measured>> run(Settings settings) throws IOException {
        SharedLedger program = new SharedLedger(settings);
        String before = Machine.load();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                BenchDatabase database = BenchDatabase.start(directory.path())) {
            for (String count : settings.servers().isEmpty() ? COUNTS : settings.servers()) {
                program.measure(Integer.parseInt(count), database);
            }
        }
        System.out.println(Machine.line() + ". Median of " + settings.rounds() + " rounds of " + settings.seconds()
                + " s, after " + settings.warmUp() + " s of the same work. Load average at the start " + before
                + ", at the end " + Machine.load() + ".\n");
        System.out.print(program.table());
        return program.results;
    }

    private void measure(int count, BenchDatabase database) throws IOException {
        String ledger = database.create("ledger" + count);
        List<Contender> contenders = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            contenders.add(new DropIn("server" + n, archive, Optional.of(plugin), true, Optional.of(ledger)));
        }
        try (Field field = Field.open(settings, contenders)) {
            List<RunningServer> servers = new ArrayList<>();
            for (Contender contender : contenders) {
                servers.add(field.server(contender));
            }
            for (boolean own : MODES) {
                Measured unused = work(servers, own, settings.warmUp(), database);
            }
            for (int round = 0; round < settings.rounds(); round++) {
                for (boolean own : MODES) {
                    results.computeIfAbsent(count + " | " + (own ? "one each" : "the same"), each -> new ArrayList<>())
                            .add(work(servers, own, settings.seconds(), database));
                }
            }
        }
    }

    private static Measured work(List<RunningServer> servers, boolean own, double seconds, BenchDatabase database)
            throws IOException {
        List<Courier> couriers = new ArrayList<>();
        try (Watchdog watchdog = new Watchdog(GRACE.plusMillis((long) (2000 * seconds)))) {
            for (RunningServer server : servers) {
                String user = own ? server.contender().name() : FtpClient.USER;
                for (int each = 0; each < CLIENTS; each++) {
                    FtpClient client = FtpClient.login(watchdog, server.port(), null, user);
                    couriers.add(new Courier(client, "cycle" + each + ".bin"));
                }
            }
            long serversBefore = cpu(servers);
            long databaseBefore = database.cpu().nanos();
            long start = System.nanoTime();
            long cycles = Workers.repeat(couriers, seconds);
            double elapsed = (System.nanoTime() - start) / 1e9;
            return new Measured(
                    cycles / elapsed,
                    SmallFiles.median(couriers, Courier::stores),
                    (cpu(servers) - serversBefore) / 1e3 / cycles,
                    (database.cpu().nanos() - databaseBefore) / 1e3 / cycles);
        } finally {
            couriers.forEach(Courier::abandon);
        }
    }

    private static long cpu(List<RunningServer> servers) throws IOException {
        long sum = 0;
        for (RunningServer server : servers) {
            sum += server.cpu().nanos();
        }
        return sum;
    }

    private String table() {
        StringBuilder text = new StringBuilder("| servers | users | STOR+RETR+DELE of all, cycles/s | STOR p50, ms"
                + " | servers' CPU a cycle, µs | database's CPU a cycle, µs |\n|--:|---|--:|--:|--:|--:|\n");
        results.forEach((what, rounds) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %.0f | %.0f |%n",
                what,
                median(rounds.stream().map(Measured::rate).toList()),
                median(rounds.stream().map(Measured::store).toList()),
                median(rounds.stream().map(Measured::servers).toList()),
                median(rounds.stream().map(Measured::database).toList()))));
        return text.toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
