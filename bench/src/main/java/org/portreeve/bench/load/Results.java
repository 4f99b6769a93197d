package org.portreeve.bench.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The figures of all rounds. Ratios are taken within a round, so that what slows the machine down weighs on both. */
final class Results {
    private final Map<Row, Map<Figure, Map<String, Cell>>> rows = new EnumMap<>(Row.class);
    private final Map<Row, Map<String, String>> failures = new EnumMap<>(Row.class);
    private final Set<String> notes = new LinkedHashSet<>();

    /** One figure of one server, round by round; a round that failed is not a number. */
    static final class Cell {
        private static final double FAR_APART = 0.25;

        private double[] rounds = {};
        private boolean clientLimited;

        double[] rounds() {
            return rounds.clone();
        }

        boolean clientLimited() {
            return clientLimited;
        }

        double median() {
            return Results.median(Arrays.stream(rounds));
        }

        /** This one over the other one; NaN if they have no round in common. */
        double ratio(Cell other) {
            int common = Math.min(rounds.length, other.rounds.length);
            double[] ratios = new double[common];
            for (int round = 0; round < common; round++) {
                ratios[round] = rounds[round] / other.rounds[round];
            }
            return Results.median(Arrays.stream(ratios).filter(Double::isFinite));
        }

        /** Whether the rounds differ by more than a quarter of their median. */
        boolean unsteady() {
            double[] known =
                    Arrays.stream(rounds).filter(Double::isFinite).sorted().toArray();
            return known.length > 1 && known[known.length - 1] - known[0] > FAR_APART * Math.abs(median());
        }

        private void set(int round, double value) {
            int had = rounds.length;
            rounds = Arrays.copyOf(rounds, Math.max(had, round + 1));
            Arrays.fill(rounds, had, rounds.length, Double.NaN);
            rounds[round] = value;
        }
    }

    void add(Row row, String server, int round, Sample sample) {
        sample.figures().forEach((figure, value) -> {
            Cell cell = rows.computeIfAbsent(row, each -> new LinkedHashMap<>())
                    .computeIfAbsent(figure, each -> new LinkedHashMap<>())
                    .computeIfAbsent(server, each -> new Cell());
            cell.set(round, value);
            cell.clientLimited |= sample.clientLimited();
        });
        sample.notes().forEach(note -> notes.add("`" + server + "`: " + note));
    }

    void fail(Row row, String server, String why) {
        failures.computeIfAbsent(row, each -> new LinkedHashMap<>()).put(server, why);
        notes.add("`" + server + "` failed in " + row.option() + ": " + why);
    }

    boolean failed() {
        return !failures.isEmpty();
    }

    void note(String note) {
        notes.add(note);
    }

    Map<Row, Map<Figure, Map<String, Cell>>> rows() {
        return rows;
    }

    Set<String> notes() {
        return notes;
    }

    boolean failed(Row row, String server) {
        return Objects.requireNonNullElse(failures.get(row), Map.of()).containsKey(server);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
