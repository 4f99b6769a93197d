package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.Decision;
import org.portreeve.policy.check.Rule;
import org.portreeve.reply.SymbolicReply;

/** Gathers what the rules say to one request. For one thread. */
final class Verdict {
    private static final Comparator<Refusal> BEST_FIRST =
            Comparator.comparing(Refusal::reply).thenComparing(Refusal::rule);

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> allowing = new ArrayList<>();
    private final Facts facts;

    private record Refusal(SymbolicReply reply, String rule) {}

    Verdict(Facts facts) {
        this.facts = facts;
    }

    /** What is not known never opens: a rule that refuses applies if it might, one that allows only if it does. */
    void hear(CompiledRule rule) {
        Truth applies = rule.applies(facts);
        if (rule.effect() instanceof Rule.Allow) {
            if (applies == Truth.YES) {
                allowing.add(rule.id());
            }
        } else if (applies != Truth.NO) {
            rule.refusal(facts).ifPresent(reply -> refusals.add(new Refusal(reply, rule.id())));
        }
    }

    /**
     * The decision.
     *
     * @param otherwise the refusal if no rule spoke; empty if that is allowed
     */
    Decision decide(Optional<SymbolicReply> otherwise) {
        if (!refusals.isEmpty()) {
            refusals.sort(BEST_FIRST);
            List<String> rules = refusals.stream().map(Refusal::rule).toList();
            return Decision.refuse(refusals.get(0).reply(), rules);
        }
        if (!allowing.isEmpty()) {
            allowing.sort(Comparator.naturalOrder());
            return Decision.allow(allowing);
        }
        return new Decision(otherwise, List.of(Decision.DEFAULT), List.of());
    }
}
