package org.portreeve.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * One run: row by row, and within a row round by round, one server after the other in an order that changes. A server
 * that fails at a row is left out of the row's other rounds; the run goes on.
 */
final class SideBySide {
    private static final double NATIVE_WARM_UP = 0.5;
    private static final Duration GRACE = Duration.ofSeconds(90); // for logging in hundreds of clients

    private final Settings settings;
    private final List<Contender> contenders;
    private final Results results = new Results();
    private final long end;

    SideBySide(Settings settings, List<Contender> contenders) {
        this.settings = settings;
        this.contenders = List.copyOf(contenders);
        this.end = System.nanoTime() + settings.limit().toNanos();
    }

    Results run() throws IOException {
        try (Field field = Field.open(settings, contenders)) {
            for (Row row : new TreeSet<>(settings.rows())) {
                System.err.println(row.option());
                if (!row.wantsFreshServer()) { // all of them before the first is measured: the client gets faster, too
                    each(row, contenders, field, contender -> work(row, field.server(contender), warmUp(contender)));
                }
                rounds(row, field);
            }
        }
        return results;
    }

    private void rounds(Row row, Field field) throws IOException {
        for (int each = 0; each < settings.rounds(); each++) {
            int round = each;
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, round);
            each(row, order, field, contender -> measure(row, round, contender, field));
        }
    }

    private void measure(Row row, int round, Contender contender, Field field) throws IOException {
        if (row.wantsFreshServer()) {
            field.stop(contender);
        }
        // a stalled server cannot be used again, so that row has its warm-up inside
        double seconds = row == Row.STALLED ? warmUp(contender) : settings.seconds();
        results.add(row, contender.name(), round, work(row, field.server(contender), seconds));
        if (row.wantsFreshServer()) {
            field.stop(contender);
        }
    }

    private double warmUp(Contender contender) {
        return contender.java() ? settings.warmUp() : Math.min(NATIVE_WARM_UP, settings.warmUp());
    }

    private Sample work(Row row, RunningServer server, double seconds) throws IOException {
        try (Watchdog watchdog = new Watchdog(GRACE.plusMillis((long) (2000 * seconds)))) {
            return row.workload(settings).run(server, seconds, watchdog);
        }
    }

    /** What is done with one server. */
    private interface Step {
        void with(Contender contender) throws IOException;
    }

    private void each(Row row, List<Contender> order, Field field, Step step) throws IOException {
        for (Contender contender : order) {
            if (System.nanoTime() > end) {
                results.note("the time was up at " + row.option());
                return;
            }
            if (results.failed(row, contender.name())) {
                continue;
            }
            try {
                step.with(contender);
            } catch (IOException e) {
                results.fail(row, contender.name(), String.valueOf(e.getMessage()));
                field.stop(contender);
            }
        }
    }
}
