package org.portreeve.bench.load;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers, words, lists and objects as JSON. */
final class Json {
    private Json() {}

    /** What a program that makes tables of its own would want. */
    static String of(String machine, Map<String, String> versions, Results results) {
        StringBuilder rows = new StringBuilder();
        results.rows()
                .forEach((row, figures) -> figures.forEach((figure, cells) ->
                        rows.append(rows.isEmpty() ? "" : ",").append("\n  ").append(line(row, figure, cells))));
        return "{\"machine\": " + word(machine) + ",\n \"servers\": " + words(versions) + ",\n \"notes\": "
                + words(results.notes()) + ",\n \"figures\": [" + rows + "\n]}\n";
    }

    private static String line(Row row, Figure figure, Map<String, Results.Cell> cells) {
        String servers = cells.entrySet().stream()
                .map(entry -> word(entry.getKey()) + ": {\"rounds\": " + numbers(entry.getValue()) + ", \"median\": "
                        + number(entry.getValue().median()) + ", \"clientLimited\": "
                        + entry.getValue().clientLimited() + "}")
                .collect(Collectors.joining(", ", "{", "}"));
        return "{\"row\": " + word(row.option()) + ", \"figure\": " + word(figure.title()) + ", \"moreIsBetter\": "
                + figure.moreIsBetter() + ", \"servers\": " + servers + "}";
    }

    private static String numbers(Results.Cell cell) {
        return Arrays.stream(cell.rounds()).mapToObj(Json::number).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.valueOf(value) : "null";
    }

    private static String words(Set<String> words) {
        return words.stream().map(Json::word).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String words(Map<String, String> words) {
        return words.entrySet().stream()
                .map(entry -> word(entry.getKey()) + ": " + word(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String word(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append((char) each);
            } else if (each < ' ') {
                quoted.append(String.format("\\u%04x", each));
            } else {
                quoted.append((char) each);
            }
        });
        return quoted.append('"').toString();
    }
}
