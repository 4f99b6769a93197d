package org.portreeve.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The figures of all rounds. Ratios are taken within a round, so that what slows the machine down weighs on both. */
final class Results {
    private final Map<Load, List<Pair>> pairs = new EnumMap<>(Load.class);

    private record Pair(double bare, double portreeve) {
        double ratio() {
            return portreeve / bare;
        }
    }

    void add(Map<BenchServer.Kind, Map<Load, Double>> round) {
        for (Load load : Load.values()) {
            Pair pair = new Pair(
                    figure(round, BenchServer.Kind.BARE, load), figure(round, BenchServer.Kind.PORTREEVE, load));
            pairs.computeIfAbsent(load, each -> new ArrayList<>()).add(pair);
        }
    }

    private static double figure(Map<BenchServer.Kind, Map<Load, Double>> round, BenchServer.Kind kind, Load load) {
        return Objects.requireNonNull(Objects.requireNonNull(round.get(kind)).get(load));
    }

    /** Medians, and of the ratio also the least and the greatest. */
    String markdown() {
        StringBuilder table =
                new StringBuilder("| what | bare FtpServer | with Portreeve | ratio | least to greatest |\n");
        table.append("|---|--:|--:|--:|--:|\n");
        pairs.forEach((load, rounds) -> {
            List<Double> ratios = sorted(rounds, Pair::ratio);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %.2f | %.2f to %.2f |%n",
                    load.title(),
                    median(sorted(rounds, Pair::bare)),
                    median(sorted(rounds, Pair::portreeve)),
                    median(ratios),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1)));
        });
        return table.toString();
    }

    private static List<Double> sorted(List<Pair> rounds, ToDoubleFunction<Pair> figure) {
        return rounds.stream().mapToDouble(figure).sorted().boxed().toList();
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
