package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.reply.SymbolicReply;

/** Gathers rules that refuse: each once, best first. Most often there is one, and then no list is made. */
final class Refusals {
    private static final Comparator<Refusal> BEST_FIRST = Comparator.comparing(Refusal::reply)
            .thenComparingInt(each -> each.rule().index());

    private @Nullable CompiledRule first;
    private @Nullable SymbolicReply firstReply;
    private @Nullable List<Refusal> others;

    private record Refusal(SymbolicReply reply, CompiledRule rule) {}

    /** A rule may be added more than once, with the same reply each time. */
    void add(CompiledRule rule, SymbolicReply reply) {
        if (first == null) {
            first = rule;
            firstReply = reply;
        } else if (first.index() != rule.index()) {
            others = others == null ? new ArrayList<>() : others;
            others.add(new Refusal(reply, rule));
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The only one; null if there are more, or none. */
    @Nullable
    CompiledRule only() {
        return others == null ? first : null;
    }

    @Nullable
    SymbolicReply firstReply() {
        return firstReply;
    }

    SymbolicReply best() {
        return sorted().get(0).reply();
    }

    List<String> rules() {
        return sorted().stream().map(each -> each.rule().id()).distinct().toList();
    }

    private List<Refusal> sorted() {
        List<Refusal> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        if (first != null && firstReply != null) {
            all.add(new Refusal(firstReply, first));
        }
        all.sort(BEST_FIRST);
        return all;
    }
}
