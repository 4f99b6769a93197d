package org.portreeve.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.check.CheckedPolicy;

/** The compiled policy says what the {@link Reference} says, of everything. */
class TwoDecidersTest {
    private static final int POLICIES = 400;
    private static final int REQUESTS = 120;

    @Test
    void compiledAndReference_agree() {
        long seed = Long.getLong("portreeve.seed", Instant.now().getEpochSecond());
        System.out.println("TwoDecidersTest: seed " + seed + " (-Dportreeve.seed=" + seed + " does it again)");
        int allowed = 0;
        int refused = 0;
        Set<Operation> seen = EnumSet.noneOf(Operation.class);

        for (int number = 0; number < POLICIES; number++) {
            long own = seed + number;
            RandomPolicy random = new RandomPolicy(own);
            CheckedPolicy checked = random.policy();
            Policy policy = CompiledPolicy.compile(checked, "hash", List.of(), List.of());
            for (int left = REQUESTS; left > 0; left--) {
                Request request = random.request();
                Supplier<String> what = () -> "seed " + own + ": " + request + "\n" + checked;
                Decision decision = policy.decide(request);
                same(decision, policy.explain(request).decision(), what);
                String verb = random.housekeeping();
                same(
                        policy.stage(request.session()).decideCommand(verb, request.at()),
                        policy.explainCommand(request.session(), verb, request.at())
                                .decision(),
                        () -> verb + ", " + what.get());
                allowed += decision.isAllowed() ? 1 : 0;
                refused += decision.isAllowed() ? 0 : 1;
                seen.add(request.operation());
            }
        }

        assertThat(allowed).isGreaterThan(POLICIES * REQUESTS / 10);
        assertThat(refused).isGreaterThan(POLICIES * REQUESTS / 10);
        assertThat(seen).containsExactlyInAnyOrder(Operation.values());
    }

    /** Of several rules that allow, the compiled policy may name only some. */
    private static void same(Decision compiled, Decision reference, Supplier<String> what) {
        boolean alike = compiled.refusal().equals(reference.refusal())
                && compiled.observed().equals(reference.observed())
                && (compiled.isAllowed()
                        ? !compiled.rules().isEmpty() && reference.rules().containsAll(compiled.rules())
                        : compiled.rules().equals(reference.rules()));
        if (!alike) {
            throw new AssertionError(compiled + " is not " + reference + "\n" + what.get());
        }
    }
}
