package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation;
import org.portreeve.policy.Explanation.Exemption;
import org.portreeve.policy.Explanation.Finding;
import org.portreeve.policy.Explanation.Verdict;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.reply.SymbolicReply;

/**
 * The law, line by line: asks every rule of the model, shares nothing with the compiled form, and says why. It answers
 * {@code explain}, and the tests hold the compiled form to it.
 *
 * <p>RATIONALE: what is not known never opens. A {@code refuse} or {@code require} that might match does, an {@code allow}
 * or an exception that only might match does not.
 */
final class Reference {
    private static final Comparator<Finding> BEST_FIRST = Comparator.comparing(Finding::verdict)
            .thenComparing(each -> each.reply().map(Enum::ordinal).orElse(-1))
            .thenComparing(Finding::id);

    private final CheckedPolicy policy;
    private final ReferenceBox boxes;
    private final ReferenceNeeds needs;
    private final Remedy remedy;

    Reference(CheckedPolicy policy) {
        this.policy = policy;
        this.boxes = new ReferenceBox(policy);
        this.needs = new ReferenceNeeds(policy.accounts());
        this.remedy = new Remedy(policy);
    }

    Explanation explain(Request request) {
        return explain(Asked.of(request));
    }

    Explanation explainCommand(Session session, String verb, Instant at) {
        return explain(Asked.housekeeping(session, verb, at));
    }

    /** Whether the rule speaks: its box holds and no exception does. */
    Truth applies(Rule rule, Asked asked) {
        Truth truth = boxes.ofRule(rule.box(), asked);
        for (Box exception : rule.unless()) {
            truth = truth.and(boxes.ofException(exception, asked).not());
        }
        return truth;
    }

    private Explanation explain(Asked asked) {
        List<Finding> findings = new ArrayList<>();
        policy.rules().forEach(rule -> find(rule, asked).ifPresent(findings::add));
        findings.sort(BEST_FIRST);
        Decision decision = decide(findings, asked);
        return new Explanation(decision, findings, remedy.of(decision, findings, asked));
    }

    private Optional<Finding> find(Rule rule, Asked asked) {
        Truth box = boxes.ofRule(rule.box(), asked);
        if (box == Truth.NO) {
            return Optional.empty();
        }
        OptionalInt exception = exception(rule, asked);
        if (exception.isPresent()) {
            int index = exception.getAsInt();
            Exemption exemption = new Exemption(index, rule.unless().get(index).expires());
            return Optional.of(finding(rule, Verdict.LIFTED, Optional.empty(), List.of(), Optional.of(exemption)));
        }
        if (rule.effect() instanceof Rule.Allow) {
            return applies(rule, asked) == Truth.YES
                    ? Optional.of(finding(
                            rule,
                            rule.observed() ? Verdict.OBSERVED : Verdict.ALLOWED,
                            Optional.empty(),
                            List.of(),
                            Optional.empty()))
                    : Optional.empty();
        }
        if (rule.effect() instanceof Rule.Require require) {
            SortedMap<SymbolicReply, String> missing = needs.missing(require, asked);
            return Optional.of(
                    missing.isEmpty()
                            ? finding(rule, Verdict.MET, Optional.empty(), List.of(), Optional.empty())
                            : refusal(rule, missing.firstKey(), List.copyOf(missing.values())));
        }
        return Optional.of(refusal(rule, ofRefusal(asked), List.of()));
    }

    /** The first exception that certainly holds. */
    private OptionalInt exception(Rule rule, Asked asked) {
        for (int index = 0; index < rule.unless().size(); index++) {
            if (boxes.ofException(rule.unless().get(index), asked) == Truth.YES) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private Finding refusal(Rule rule, SymbolicReply reply, List<String> missing) {
        boolean observed = rule.observed() || policy.observed();
        return finding(
                rule,
                observed ? Verdict.OBSERVED : Verdict.REFUSED,
                Optional.of(rule.reply().orElse(reply)),
                missing,
                Optional.empty());
    }

    private static Finding finding(
            Rule rule,
            Verdict verdict,
            Optional<SymbolicReply> reply,
            List<String> missing,
            Optional<Exemption> exemption) {
        return new Finding(rule.id(), rule.place(), verdict, reply, missing, exemption);
    }

    private Decision decide(List<Finding> findings, Asked asked) {
        List<Finding> refused = findings.stream()
                .filter(each -> each.verdict() == Verdict.REFUSED)
                .toList();
        List<String> allowed = ids(findings, Verdict.ALLOWED, false);
        List<String> observed = ids(findings, Verdict.OBSERVED, true);
        if (!refused.isEmpty()) {
            return new Decision(refused.get(0).reply(), ids(findings, Verdict.REFUSED, true), observed);
        }
        if (!allowed.isEmpty()) {
            return new Decision(Optional.empty(), allowed, observed);
        }
        boolean open = policy.allowsByDefault() || asked.operation() == null || asked.operation() == Operation.CONNECT;
        if (!open && policy.observed()) {
            observed = new ArrayList<>(observed);
            observed.add(Decision.DEFAULT);
        }
        Optional<SymbolicReply> refusal = open || policy.observed() ? Optional.empty() : Optional.of(ofRefusal(asked));
        return new Decision(refusal, List.of(Decision.DEFAULT), observed);
    }

    private static List<String> ids(List<Finding> findings, Verdict verdict, boolean refusing) {
        return findings.stream()
                .filter(each -> each.verdict() == verdict && each.reply().isPresent() == refusing)
                .map(Finding::id)
                .toList();
    }

    /** How a refusal sounds if nobody chose a reply. */
    private static SymbolicReply ofRefusal(Asked asked) {
        if (asked.operation() == Operation.CONNECT) {
            return SymbolicReply.SERVICE_UNAVAILABLE;
        }
        return asked.operation() == Operation.LOGIN ? SymbolicReply.LOGIN_REFUSED : SymbolicReply.NOT_PERMITTED;
    }
}
