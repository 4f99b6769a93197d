package org.portreeve.cli;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.Digit;

/** Digits, and the replies of a command, as text and as JSON. */
final class ReplyTables {

    private ReplyTables() {}

    static String digits(Catalogue catalogue) {
        return "The first digit: how it went\n" + digits(catalogue.series())
                + "\n\nThe second digit: what it is about\n" + digits(catalogue.groups());
    }

    static Json digitsJson(Catalogue catalogue) {
        return new Json()
                .put("first", catalogue.series().stream().map(ReplyTables::json).toList())
                .put(
                        "second",
                        catalogue.groups().stream().map(ReplyTables::json).toList());
    }

    private static String digits(Collection<Digit> digits) {
        return digits.stream().map(ReplyTables::digit).collect(Collectors.joining("\n"));
    }

    static String digit(Digit digit) {
        return "  %-6s%s: %s%s"
                .formatted(
                        form(digit),
                        digit.text(),
                        digit.meaning(),
                        digit.next().map(next -> "\n        " + next).orElse(""));
    }

    static Json json(Digit digit) {
        return new Json()
                .put("digit", form(digit))
                .put("text", digit.text())
                .put("meaning", digit.meaning())
                .put("next", digit.next());
    }

    /** As people write it: {@code 5yz}, {@code x5z}. */
    static String form(Digit digit) {
        return digit.next().isEmpty()
                ? "x" + digit.value() + "z"
                : digit.value() < 10 ? digit.value() + "yz" : String.valueOf(digit.value());
    }

    static String command(CommandReplies command) {
        StringBuilder text = new StringBuilder(command.command())
                .append(" (")
                .append(command.source())
                .append(')');
        line(text, "answers", command.answers());
        line(text, "after 1yz", command.afterwards());
        line(text, "in practice", command.practice());
        line(text, "always", command.anywhere());
        command.note()
                .ifPresent(note -> text.append("\n  %-12s".formatted("note")).append(note));
        return text.toString();
    }

    static Json commandJson(CommandReplies command) {
        return new Json()
                .put("command", command.command())
                .put("source", command.source())
                .put("answers", List.copyOf(command.answers()))
                .put("afterwards", List.copyOf(command.afterwards()))
                .put("practice", List.copyOf(command.practice()))
                .put("anywhere", List.copyOf(command.anywhere()))
                .put("note", command.note());
    }

    private static void line(StringBuilder text, String label, Collection<Integer> codes) {
        if (!codes.isEmpty()) {
            text.append("\n  %-12s".formatted(label))
                    .append(codes.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
