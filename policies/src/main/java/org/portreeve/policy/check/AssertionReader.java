package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;

/** Reads one item of {@code assert:}. Whether it holds is for others to prove. */
final class AssertionReader {
    static final List<String> KINDS = List.of("refused", "allowed");

    private final Ids ids = new Ids();
    private final Diagnostics findings;
    private final BoxReader boxes;
    private final Phases phases;
    private final CommandFit commands;

    AssertionReader(Scope scope) {
        this.findings = scope.findings();
        this.boxes = new BoxReader(scope);
        this.phases = new Phases(findings);
        this.commands = new CommandFit(findings);
    }

    Optional<Assertion> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.ASSERTION, findings);
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            findings.error(
                    Code.RULE_KIND,
                    kinds.isEmpty()
                            ? Span.at(mapping.span().line(), mapping.span().column(), 1)
                            : fields.keySpan(kinds.get(1)),
                    kinds.isEmpty() ? "assertion says nothing" : "assertion says two things",
                    "it has one of `refused: NAME` and `allowed: NAME`.");
        }
        Box box = boxes.read(fields);
        phases.check(fields, box.named());
        commands.check(fields, box);
        fields.get("why").ifPresent(node -> Values.word(node, "why", findings));
        if (kinds.size() != 1) {
            return Optional.empty();
        }
        String kind = kinds.get(0);
        return ids.take(fields, kind, findings)
                .map(id -> new Assertion(id, findings.place(fields.valueSpan(kind)), kind.equals("refused"), box));
    }
}
