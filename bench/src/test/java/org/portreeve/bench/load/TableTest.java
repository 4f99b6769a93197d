package org.portreeve.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Figure RATE = Figure.more("Things, /s");
    private static final Figure COST = Figure.less("Things, CPU each, µs");

    private final Results results = new Results();

    @Test
    void markdown_threeRounds_mediansAndTheMedianOfTheRatios() {
        rounds("bare", RATE, 100, 110, 90);
        rounds("ours", RATE, 150, 110, 180);

        assertThat(line("Things, /s")).isEqualTo("| Things, /s ↑ | 100 | **150** (1.50×) ~ |");
    }

    @Test
    void markdown_lessIsBetter_theLeastIsBold() {
        rounds("bare", COST, 4);
        rounds("ours", COST, 2.5);

        assertThat(line("Things, CPU each, µs")).isEqualTo("| Things, CPU each, µs ↓ | 4.00 | **2.50** (0.625×) |");
    }

    @Test
    void markdown_tinyRatio_keepsTwoDigits() {
        rounds("bare", COST, 4_000_000);
        rounds("ours", COST, 30);

        assertThat(line("Things, CPU each, µs")).endsWith("| **30.0** (0.0000075×) |");
    }

    @Test
    void markdown_clientAtItsLimit_isMarked() {
        rounds("bare", RATE, 1);
        results.add(Row.RETR_TLS, "ours", 0, new Sample(Map.of(RATE, 0.5), true, Set.of()));

        assertThat(line("Things, /s")).endsWith("| 0.500 (0.500×) c |");
    }

    @Test
    void markdown_serverThatFailed_saysSoAndWhy() {
        rounds("bare", RATE, 1);
        results.fail(Row.RETR_TLS, "ours", "it was \"busy\"");

        assertThat(line("Things, /s")).endsWith("| failed |");
        assertThat(markdown()).contains("`ours` failed in retr-tls: it was \"busy\"");
        assertThat(Json.of("here", Map.of(), results)).contains("failed in retr-tls: it was \\\"busy\\\"");
    }

    @Test
    void markdown_roundThatIsMissing_leavesTheOthers() {
        rounds("bare", RATE, 10, 20);
        results.add(Row.RETR_TLS, "ours", 1, new Sample(Map.of(RATE, 30.0), false, Set.of()));

        assertThat(line("Things, /s")).endsWith("| **30.0** (1.50×) |");
    }

    private void rounds(String server, Figure figure, double... values) {
        for (int round = 0; round < values.length; round++) {
            results.add(Row.RETR_TLS, server, round, new Sample(Map.of(figure, values[round]), false, Set.of()));
        }
    }

    private String line(String title) {
        return markdown()
                .lines()
                .filter(line -> line.contains(title))
                .findFirst()
                .orElseThrow();
    }

    private String markdown() {
        return new Table(List.of("bare", "ours"), results).markdown();
    }
}
