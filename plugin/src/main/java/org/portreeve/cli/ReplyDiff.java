package org.portreeve.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** What one vocabulary says differently from another, by symbolic reply. */
final class ReplyDiff {
    private static final String ARROW = " -> ";

    private final List<Change> changes = new ArrayList<>();

    /** Code and text of a reply, as it is written. */
    private record Said(int code, String text) {

        static Said of(Vocabulary vocabulary, SymbolicReply symbol, ReplyPhase phase) {
            return new Said(vocabulary.reply(symbol, phase).code(), vocabulary.text(symbol, phase));
        }
    }

    private record Pair(Said from, Said to) {}

    /** @param everywhere whether the phases are all that the reply can be sent in */
    private record Change(SymbolicReply symbol, List<String> phases, boolean everywhere, Pair pair) {}

    private ReplyDiff() {}

    static ReplyDiff of(Vocabulary from, Vocabulary to) {
        ReplyDiff diff = new ReplyDiff();
        for (SymbolicReply symbol : SymbolicReply.values()) {
            Map<Pair, List<String>> alike = new LinkedHashMap<>();
            Arrays.stream(ReplyPhase.values())
                    .filter(phase -> phase != ReplyPhase.LOGIN || symbol.isSaidAtLogin())
                    .forEach(phase -> alike.computeIfAbsent(
                                    new Pair(Said.of(from, symbol, phase), Said.of(to, symbol, phase)),
                                    unused -> new ArrayList<>())
                            .add(phase.name().toLowerCase(Locale.ROOT)));
            alike.forEach((pair, phases) -> {
                if (!pair.from().equals(pair.to())) {
                    diff.changes.add(new Change(symbol, phases, alike.size() == 1, pair));
                }
            });
        }
        return diff;
    }

    String text() {
        return changes.isEmpty()
                ? "nothing is different from the profile portreeve"
                : changes.stream().map(ReplyDiff::text).collect(Collectors.joining("\n"));
    }

    private static String text(Change change) {
        Said from = change.pair().from();
        Said to = change.pair().to();
        StringBuilder text = new StringBuilder(change.symbol().symbol());
        if (!change.everywhere()) {
            text.append(" (").append(String.join(", ", change.phases())).append(')');
        }
        if (from.code() != to.code()) {
            text.append("\n  code  ").append(from.code()).append(ARROW).append(to.code());
        }
        if (!from.text().equals(to.text())) {
            text.append("\n  text  ")
                    .append(from.text())
                    .append("\n     ")
                    .append(ARROW)
                    .append(to.text());
        }
        return text.toString();
    }

    Json json() {
        return new Json().put("changes", changes.stream().map(ReplyDiff::json).toList());
    }

    private static Json json(Change change) {
        Json json = new Json().put("reply", change.symbol().symbol()).put("phases", change.phases());
        Said from = change.pair().from();
        Said to = change.pair().to();
        if (from.code() != to.code()) {
            json.put("code", new Json().put("from", from.code()).put("to", to.code()));
        }
        if (!from.text().equals(to.text())) {
            json.put("text", new Json().put("from", from.text()).put("to", to.text()));
        }
        return json;
    }
}
