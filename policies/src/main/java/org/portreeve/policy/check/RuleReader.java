package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.check.Rule.Effect;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;
import org.portreeve.reply.SymbolicReply;

/** Reads one item of {@code rules:}. */
final class RuleReader {
    static final List<String> KINDS = List.of("allow", "refuse", "require");

    private final Ids ids;
    private final Diagnostics findings;
    private final BoxReader boxes;
    private final NeedsReader needs;
    private final ReplyReader replies;
    private final ExceptionReader exceptions;
    private final Phases phases;
    private final CommandFit commands;

    RuleReader(Ids ids, Scope scope) {
        this.ids = ids;
        this.findings = scope.findings();
        this.boxes = new BoxReader(scope);
        this.needs = new NeedsReader(scope);
        this.replies = new ReplyReader(findings);
        this.exceptions = new ExceptionReader(scope, boxes);
        this.phases = new Phases(findings);
        this.commands = new CommandFit(findings);
    }

    Optional<Rule> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.RULE, findings);
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            findings.error(
                    Code.RULE_KIND,
                    kinds.isEmpty()
                            ? Span.at(mapping.span().line(), mapping.span().column(), 1)
                            : fields.keySpan(kinds.get(1)),
                    kinds.isEmpty() ? "rule does nothing" : "rule does two things",
                    "it has one of `allow: NAME`, `refuse: NAME` and `require: NAME`.");
        }
        String kind = kinds.isEmpty() ? "allow" : kinds.get(0);
        Optional<String> id = kinds.isEmpty() ? Optional.empty() : ids.take(fields, kind, findings);
        Box box = boxes.read(fields);
        phases.check(fields, box.named());
        commands.check(fields, box);
        Optional<Effect> effect = effect(fields, kind, kinds.size(), box);
        Optional<SymbolicReply> reply = reply(fields, kind, box, effect);
        List<Box> unless = exceptions.read(fields, box);
        boolean observed = Modes.isObserved(fields, findings);
        fields.get("why").ifPresent(node -> Values.word(node, "why", findings));
        return id.flatMap(name -> effect.map(
                each -> new Rule(name, findings.place(fields.valueSpan(kind)), each, observed, box, unless, reply)));
    }

    private Optional<Effect> effect(Fields fields, String kind, int kinds, Box box) {
        boolean require = kind.equals("require");
        if (!require && kinds == 1 && fields.has("needs")) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    fields.keySpan("needs"),
                    "`needs` does not go with `" + kind + "`",
                    "only `require: NAME` has needs. To allow something under a condition, allow it in one rule and"
                            + " require the condition in another.");
        }
        return switch (kind) {
            case "allow" -> Optional.of(new Rule.Allow());
            case "refuse" -> Optional.of(new Rule.Refuse());
            default -> needs.read(fields, box).map(Effect.class::cast);
        };
    }

    private Optional<SymbolicReply> reply(Fields fields, String kind, Box box, Optional<Effect> effect) {
        if (kind.equals("allow") && fields.has("reply")) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    fields.keySpan("reply"),
                    "`reply` does not go with `allow`",
                    "what is allowed is answered by the server. Only `refuse` and `require` have a reply.");
        }
        return replies.read(
                fields,
                box,
                () -> effect.filter(each -> !(each instanceof Rule.Allow))
                        .map(each -> Reach.of(box, each))
                        .orElse(List.of()));
    }
}
