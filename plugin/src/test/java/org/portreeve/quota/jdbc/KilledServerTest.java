package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** A server that is killed at any moment loses nothing that it had told of. {@code -Dportreeve.kills=100} kills more. */
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("portreeve.kills", 10);

    /** The largest amount that may be in the journal without having been told. */
    private static final long UNTOLD = 2000;

    @TempDir
    private Path directory;

    @Test
    void killedAtAnyMoment_nothingToldIsLost_andNothingStaysPromised() throws Exception {
        Path file = directory.resolve("portreeve.db");
        Path disk = Files.createDirectory(directory.resolve("files"));
        Random random = new Random(4711);
        long told = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            told += runAndKill(file, disk, random);

            long moved = check(file, disk);

            assertThat(moved).isBetween(told, told + UNTOLD * kill);
        }
    }

    /** Opens the ledger as the next server does, and holds its books against the disk. */
    private long check(Path file, Path disk) throws IOException {
        try (QuotaLedger ledger = Ledgers.file(file)) {
            if (ledger.isCounted(KilledServer.STORED)) {
                assertThat(ledger.used(KilledServer.STORED, Period.ALWAYS)).isEqualTo(KilledServer.onDisk(disk));
            } else {
                ledger.recount(List.of(KilledServer.STORED), () -> new long[] {KilledServer.onDisk(disk)});
            }
            long stored = ledger.taken(KilledServer.STORED, Period.ALWAYS);
            assertThat(stored).isEqualTo(KilledServer.onDisk(disk));
            assertThat(ledger.reserve(KilledServer.STORED, Period.ALWAYS, KilledServer.MAX - stored, KilledServer.MAX))
                    .isTrue();
            assertThat(ledger.taken(KilledServer.MOVED, KilledServer.TODAY))
                    .isEqualTo(ledger.used(KilledServer.MOVED, KilledServer.TODAY));
            return ledger.used(KilledServer.MOVED, KilledServer.TODAY);
        }
    }

    private static String classPath() {
        return Stream.of(
                        KilledServer.class,
                        Ledgers.class,
                        org.sqlite.JDBC.class,
                        com.zaxxer.hikari.HikariConfig.class,
                        org.slf4j.Logger.class,
                        org.slf4j.impl.StaticLoggerBinder.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long runAndKill(Path file, Path disk, Random random) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        KilledServer.class.getName(),
                        file.toString(),
                        disk.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("ready");
            for (int lines = random.nextInt(400); lines > 0; lines--) {
                told += Long.parseLong(said.readLine());
            }
            server.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                told += Long.parseLong(line);
            }
        }
        server.waitFor();
        return told;
    }
}
