package org.portreeve.policy.eval;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.reply.SymbolicReply;

/** One rule, ready to be asked. */
final class CompiledRule {
    private final Rule rule;
    private final CompiledBox box;
    private final List<CompiledBox> unless;
    private final Optional<Needs> needs;

    CompiledRule(Rule rule, CheckedPolicy policy) {
        this.rule = rule;
        this.box = CompiledBox.ofRule(rule.box(), policy);
        this.unless = rule.unless().stream()
                .map(each -> CompiledBox.ofException(each, policy))
                .toList();
        this.needs = rule.effect() instanceof Rule.Require require
                ? Optional.of(new Needs(require, policy.accounts()))
                : Optional.empty();
    }

    String id() {
        return rule.id();
    }

    Rule.Effect effect() {
        return rule.effect();
    }

    Optional<SymbolicReply> chosenReply() {
        return rule.reply();
    }

    /** Whether the rule speaks: its box holds and no exception does. */
    Truth applies(Facts facts) {
        Truth truth = box.test(facts);
        for (CompiledBox exception : unless) {
            if (truth != Truth.NO) {
                truth = truth.and(exception.test(facts).not());
            }
        }
        return truth;
    }

    /** The refusal that a rule which applies comes to, if any. */
    Optional<SymbolicReply> refusal(Facts facts) {
        if (rule.effect() instanceof Rule.Allow) {
            return Optional.empty();
        }
        Optional<SymbolicReply> own =
                needs.isPresent() ? needs.get().missing(facts) : Optional.of(Replies.ofRefusal(facts.operation()));
        return own.map(reply -> rule.reply().orElse(reply));
    }
}
