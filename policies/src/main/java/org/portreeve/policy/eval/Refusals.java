package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.portreeve.reply.SymbolicReply;

/** Gathers the rules that refuse, or would; each once, best first. */
final class Refusals {
    private final TreeSet<Refusal> enforced = new TreeSet<>();
    private final TreeSet<Refusal> observed = new TreeSet<>();

    private record Refusal(SymbolicReply reply, CompiledRule rule) implements Comparable<Refusal> {
        private static final Comparator<Refusal> BEST_FIRST = Comparator.comparing(Refusal::reply)
                .thenComparingInt(each -> each.rule().index());

        @Override
        public int compareTo(Refusal other) {
            return BEST_FIRST.compare(this, other);
        }
    }

    void add(CompiledRule rule, SymbolicReply reply) {
        (rule.observed() ? observed : enforced).add(new Refusal(reply, rule));
    }

    boolean isEnforced() {
        return !enforced.isEmpty();
    }

    SymbolicReply reply() {
        return enforced.first().reply();
    }

    List<String> rules() {
        return ids(enforced);
    }

    List<String> observed() {
        return ids(observed);
    }

    private static List<String> ids(Set<Refusal> refusals) {
        List<String> ids = new ArrayList<>(refusals.size());
        refusals.forEach(each -> ids.add(each.rule().id()));
        return ids;
    }
}
