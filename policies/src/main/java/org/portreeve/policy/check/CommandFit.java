package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;

/** Finds what goes with no command that stands in {@code command:}, so that nothing would ever match. */
final class CommandFit {
    private static final String FREE = "such a command keeps the dialogue going and works on no file. Remove `%s`.";

    private final Diagnostics findings;

    CommandFit(Diagnostics findings) {
        this.findings = findings;
    }

    /** Checks one box for itself. What {@link Phases} reports of its {@code op} is not reported again. */
    void check(Fields fields, Box box) {
        boolean byName = !box.named().isEmpty() && box.named().containsAll(box.operations());
        boolean sized = BoxReader.SIZED.containsAll(box.named());
        if (byName && !box.named().contains(Operation.CONNECT)) {
            report(
                    fields,
                    box,
                    "op",
                    act -> act.operation().filter(box.named()::contains).isPresent());
        }
        if (!Phases.isPathless(box.named())) {
            report(fields, box, "path", Act::hasPath);
        }
        if (sized) {
            report(fields, box, "size", Act::hasSize);
        }
    }

    /** Checks an exception against a rule that names commands. */
    void check(Fields exception, Box box, Box rule) {
        if (rule.commands().isEmpty()) {
            return;
        }
        List<Act> acts = Act.ALL.stream().filter(act -> act.isCovered(rule)).toList();
        if (acts.isEmpty() || acts.stream().anyMatch(act -> act.isExempted(box))) {
            return;
        }
        String blamed = blamed(box, acts);
        if (exception.has(blamed)) {
            findings.warning(
                    Code.KEY_NOT_HERE,
                    exception.keySpan(blamed),
                    "exception can never hold",
                    "the rule is only about "
                            + String.join(
                                    ", ",
                                    rule.commands().get().stream().sorted().toList()) + ", and `" + blamed
                            + "` fits none of it. Remove the exception, or say what it lifts.");
        }
    }

    /** The key that leaves nothing of what the rule is about. */
    private static String blamed(Box box, List<Act> acts) {
        Optional<Set<String>> commands = box.commands();
        if (commands.isPresent()
                && acts.stream().noneMatch(act -> commands.get().contains(act.verb()))) {
            return "command";
        }
        if (box.paths().isPresent() && acts.stream().noneMatch(Act::hasPath)) {
            return "path";
        }
        return box.sizes().isPresent() && acts.stream().noneMatch(Act::hasSize) ? "size" : "op";
    }

    private void report(Fields fields, Box box, String key, Predicate<Act> fits) {
        if (!fields.has(key)) {
            return;
        }
        box.commands().orElse(Set.of()).stream()
                .sorted()
                .filter(verb ->
                        Act.ALL.stream().filter(act -> act.verb().equals(verb)).noneMatch(fits))
                .findFirst()
                .ifPresent(verb -> misfit(fields.keySpan(key), key, verb));
    }

    /** With housekeeping it is certainly a mistake; elsewhere the rule, or a part of it, only never speaks. */
    private void misfit(Span span, String key, String verb) {
        String message = "`" + key + "` does not go with `command: " + verb + "`";
        if (Verb.isHousekeeping(verb) && !verb.equals("STAT")) {
            findings.error(Code.KEY_NOT_HERE, span, message, FREE.formatted(key));
        } else {
            findings.warning(Code.KEY_NOT_HERE, span, message, help(key, verb));
        }
    }

    private static String help(String key, String verb) {
        return switch (key) {
            case "op" -> verb + " never does what `op` names. Say what is done by `op`, or name the commands.";
            case "path" -> verb + " names no file. Remove `path`, or name the commands that do.";
            default -> verb + " moves no file whose size could be known. Remove `size`, or name the commands that do.";
        };
    }
}
