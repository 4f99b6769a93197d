package org.portreeve.policy.check;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads the boxes of {@code unless}. */
final class ExceptionReader {
    private static final int SOON = 30;
    /** Keys that do not say for whom or what it holds. */
    static final List<String> NO_MATCHERS = Keys.UNLESS.stream().map(Key::name).toList();

    private final BoxReader boxes;
    private final Phases phases;
    private final CommandFit commands;
    private final Times times;
    private final LocalDate today;
    private final Diagnostics findings;

    ExceptionReader(Scope scope, BoxReader boxes) {
        this.boxes = boxes;
        this.findings = scope.findings();
        this.phases = new Phases(findings);
        this.commands = new CommandFit(findings);
        this.times = new Times(findings);
        this.today = scope.today();
    }

    List<Box> read(Fields fields, Box rule) {
        List<Box> read = new ArrayList<>();
        Optional<Node> node = fields.get("unless");
        List<Node> items = node.map(each -> each instanceof Sequence sequence ? sequence.items() : List.of(each))
                .orElse(List.of());
        if (node.isPresent() && items.isEmpty()) {
            findings.error(
                    Code.EMPTY_VALUE,
                    node.get().span(),
                    "`unless` is an empty list",
                    "write an exception, or remove it.");
        }
        for (Node item : items) {
            Values.mapping(item, "unless", "unless: {group: operators, from: office}", findings)
                    .ifPresent(mapping -> read.add(exception(mapping, rule)));
        }
        return read;
    }

    private Box exception(Mapping mapping, Box rule) {
        Fields fields = Fields.of(mapping, Schema.UNLESS, findings);
        Optional<LocalDate> expires = fields.get("expires")
                .flatMap(node -> Values.word(node, "expires", findings))
                .flatMap(times::date);
        expires.ifPresent(last -> tellEnd(fields, last));
        Box box = boxes.read(fields, expires);
        boolean narrows = mapping.entries().stream()
                .anyMatch(entry -> !NO_MATCHERS.contains(entry.key().text()));
        if (!narrows) {
            findings.error(
                    Code.EMPTY_VALUE,
                    mapping.span(),
                    "exception without a matcher",
                    "it would switch the rule off. Say for whom or what the rule does not hold.");
        }
        phases.check(fields, fields.has("op") ? box.named() : rule.named());
        commands.check(fields, box);
        commands.check(fields, box, rule);
        fields.get("why").ifPresent(each -> Values.word(each, "why", findings));
        return box;
    }

    private void tellEnd(Fields fields, LocalDate last) {
        long days = ChronoUnit.DAYS.between(today, last);
        if (days > SOON) {
            return;
        }
        String when = switch ((int) Math.max(-1, days)) {
            case -1 -> "exception has ended (" + last + ")";
            case 0 -> "exception holds for the last time today (" + last + ")";
            case 1 -> "exception holds until the end of tomorrow (" + last + ")";
            default -> "exception ends in " + days + " days (" + last + ")";
        };
        findings.warning(
                Code.EXCEPTION_ENDS,
                fields.keySpan("expires"),
                when,
                days < 0
                        ? "the rule holds for them too since then. Renew it, or remove it."
                        : "from " + last.plusDays(1)
                                + " on the rule holds for them too. Renew it, or move what needs it.");
    }
}
