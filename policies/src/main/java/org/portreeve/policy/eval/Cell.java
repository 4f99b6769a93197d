package org.portreeve.policy.eval;

import java.util.List;
import org.portreeve.policy.Operation;

/**
 * The rules that one pattern (or none) and one operation lead to.
 *
 * @param verdict what those say that always have their way ({@link Verdict})
 * @param refusing those of them that refuse
 * @param conditional those that have to be asked
 */
@SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
record Cell(int verdict, CompiledRule[] refusing, CompiledRule[] conditional) {

    static Cell of(List<CompiledRule> rules, Operation operation, Refusals refusals) {
        int verdict = Verdict.SILENT;
        for (CompiledRule rule : rules) {
            if (rule.isCertain()) {
                int spoken = rule.allows() ? rule.index() : Refusals.verdict(rule, rule.ownReply(operation));
                verdict = refusals.both(verdict, spoken);
            }
        }
        return new Cell(
                verdict,
                rules.stream()
                        .filter(each -> each.isCertain() && !each.allows())
                        .toArray(CompiledRule[]::new),
                rules.stream().filter(each -> !each.isCertain()).toArray(CompiledRule[]::new));
    }

    /** The verdict, if there is nothing to ask; else {@link Verdict#OPEN}. */
    int settled() {
        return conditional.length == 0 ? verdict : Verdict.OPEN;
    }
}
