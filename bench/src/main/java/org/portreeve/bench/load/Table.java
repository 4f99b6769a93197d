package org.portreeve.bench.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results as Markdown: medians, and behind each its ratio to the first server's. */
record Table(List<String> servers, Results results) {
    private static final String LEGEND = """
            In brackets: the ratio to `%s`, the median of the rounds' ratios. **Bold**: best of the line; ↑ more is better, ↓ less is better. \
            `~`: rounds differ by more than a quarter. `c`: the client, not the server, was likely the limit.
            """;

    private static final double TINY = 0.01;

    String markdown() {
        StringBuilder text = new StringBuilder("| | ")
                .append(String.join(" | ", servers))
                .append(" |\n|---|")
                .append("--:|".repeat(servers.size()))
                .append('\n');
        results.rows().forEach((row, figures) -> figures.forEach((figure, cells) -> line(text, row, figure, cells)));
        text.append('\n').append(LEGEND.formatted(servers.get(0)));
        if (!results.notes().isEmpty()) {
            text.append('\n');
            results.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private void line(StringBuilder text, Row row, Figure figure, Map<String, Results.Cell> cells) {
        double best = cells.values().stream()
                .mapToDouble(cell -> figure.moreIsBetter() ? cell.median() : -cell.median())
                .max()
                .orElse(Double.NaN);
        text.append("| ").append(figure.title()).append(figure.moreIsBetter() ? " ↑" : " ↓");
        for (String server : servers) {
            Results.Cell cell = cells.get(server);
            text.append(" | ");
            if (cell == null) {
                text.append(results.failed(row, server) ? "failed" : "");
            } else {
                boolean isBest = Math.abs(cell.median()) == Math.abs(best) && cells.size() > 1;
                text.append(entry(cell, server.equals(servers.get(0)) ? null : cells.get(servers.get(0)), isBest));
            }
        }
        text.append(" |\n");
    }

    private static String entry(Results.Cell cell, Results.@Nullable Cell first, boolean best) {
        String number = number(cell.median());
        double ratio = first == null ? Double.NaN : cell.ratio(first);
        return (best ? "**" + number + "**" : number)
                + (Double.isFinite(ratio) ? " (" + number(ratio) + "×)" : "")
                + (cell.unsteady() ? " ~" : "")
                + (cell.clientLimited() ? " c" : "");
    }

    /** Three digits that count, and no more. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (size > 0 && size < TINY) {
            return BigDecimal.valueOf(value).round(new MathContext(2)).toPlainString();
        }
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
