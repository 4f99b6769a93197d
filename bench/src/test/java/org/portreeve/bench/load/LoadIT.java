package org.portreeve.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with tiny sizes: that it works, never how fast anything is. */
@EnabledOnOs(OS.LINUX)
class LoadIT {

    private static final String[] TINY = {
        "--project", System.getProperty("portreeve.project"),
        "--rounds", "1",
        "--seconds", "0.05",
        "--warm-up", "0.01",
        "--bulk", "2",
        "--idle", "3",
        "--stalled", "3",
        "--ports", "26000"
    };

    @Test
    void everyRow_bareAndDropIn_hasFiguresOfBoth(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.json");

        Results results = Main.run(settings("--servers", "bare,drop-in", "--json", json.toString()));

        assertThat(results.failed()).as(() -> "notes: " + results.notes()).isFalse();
        assertThat(results.rows()).containsOnlyKeys(Row.values());
        results.rows()
                .forEach((row, figures) -> figures.forEach((figure, cells) -> assertThat(cells)
                        .as("%s: %s", row, figure)
                        .hasSize(2)
                        .allSatisfy((server, cell) -> assertThat(cell.median()).isFinite())));
        assertThat(Files.readString(json)).contains("\"row\": \"stalled\"", "\"bare\"", "\"drop-in\"");
    }

    @Test
    void standalone_asShipped_transfersOverTls() throws Exception {
        Results results = Main.run(settings("--servers", "standalone", "--rows", "small-tls,stor-tls,retr-tls"));

        assertThat(results.failed()).as(() -> "notes: " + results.notes()).isFalse();
        assertThat(results.rows()).containsOnlyKeys(Row.SMALL_TLS, Row.RETR_TLS, Row.STOR_TLS);
    }

    @Test
    void withAndWithoutLimits_sideBySide() throws Exception {
        Results results = Main.run(settings("--servers", "drop-in,no-limits", "--rows", "small-plain,stor-plain"));

        assertThat(results.failed()).as(() -> "notes: " + results.notes()).isFalse();
        assertThat(results.rows()).containsOnlyKeys(Row.SMALL_PLAIN, Row.STOR_PLAIN);
        results.rows()
                .forEach((row, figures) ->
                        figures.forEach((figure, cells) -> assertThat(cells).containsOnlyKeys("drop-in", "no-limits")));
    }

    @Test
    void serversOnOnePostgres_haveFigures() throws Exception {
        Map<String, List<SharedLedger.Measured>> results = SharedLedger.run(settings("--servers", "1,2"));

        assertThat(results.keySet()).containsExactly("1 | one each", "1 | the same", "2 | one each", "2 | the same");
        assertThat(results.values())
                .allSatisfy(rounds -> assertThat(rounds).singleElement().satisfies(round -> {
                    assertThat(round.rate()).isPositive();
                    assertThat(round.store()).isPositive();
                }));
    }

    private static Settings settings(String... more) {
        String[] all = new String[TINY.length + more.length];
        System.arraycopy(TINY, 0, all, 0, TINY.length);
        System.arraycopy(more, 0, all, TINY.length, more.length);
        return Settings.parse(all);
    }
}
