package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Decision;
import org.portreeve.reply.SymbolicReply;

/**
 * The rules that refuse something together, by number. The same few refuse again and again: their decision is made once and
 * kept, within bounds. For any number of threads.
 */
final class Refusals {
    private static final List<SymbolicReply> EVERY_REPLY = List.of(SymbolicReply.values());
    private static final int REPLIES = EVERY_REPLY.size();
    private static final int MOST_KEPT = 1 << 14;
    private static final int SLOTS = 1 << 12;
    private static final Comparator<Refusal> BEST_FIRST =
            Comparator.comparing(Refusal::reply).thenComparingInt(Refusal::rule);

    private final List<String> ids;
    private final int firstOfMany;
    private final @Nullable Decision[] ofOne;
    private final Map<List<Refusal>, Integer> numbers = new HashMap<>();
    private volatile @Nullable Together[] ofMany = new @Nullable Together[0];

    /** What was joined lately. Read and written without a lock: an entry is right or is not there. */
    private final @Nullable Join[] joins = new @Nullable Join[SLOTS];

    /** One rule and its reply; {@code rule} is an index. */
    record Refusal(SymbolicReply reply, int rule) {}

    private record Together(List<Refusal> refusals, Decision decision) {}

    private record Join(int one, int other, int verdict) {}

    /** {@code ids} of the rules, by index. */
    Refusals(List<String> ids) {
        this.ids = ids;
        this.firstOfMany = ids.size() * REPLIES;
        this.ofOne = new @Nullable Decision[ids.size()];
    }

    /** One rule refuses, and no other. */
    @SuppressWarnings("EnumOrdinal") // never stored
    static int verdict(CompiledRule rule, SymbolicReply reply) {
        return Verdict.refused(rule.index() * REPLIES + reply.ordinal());
    }

    /** What two groups of rules say together. */
    int both(int one, int other) {
        if ((one | other) >= 0) {
            return Math.min(one, other);
        }
        if (one == Verdict.MIXED || other >= 0 || one == other) {
            return one;
        }
        return one >= 0 || other == Verdict.MIXED ? other : joined(one, other);
    }

    private int joined(int one, int other) {
        int slot = ((one * 31 + other) * 0x9e37_79b9) >>> 20;
        Join known = joins[slot];
        if (known == null || known.one() != one || known.other() != other) {
            known = new Join(one, other, join(one, other));
            joins[slot] = known;
        }
        return known.verdict();
    }

    private synchronized int join(int one, int other) {
        List<Refusal> all = new ArrayList<>(members(Verdict.refusals(one)));
        all.addAll(members(Verdict.refusals(other)));
        List<Refusal> refusals = all.stream().distinct().sorted(BEST_FIRST).toList();
        Integer known = numbers.get(refusals);
        if (known != null) {
            return Verdict.refused(known);
        }
        if (numbers.size() == MOST_KEPT) {
            return Verdict.MIXED;
        }
        int number = numbers.size();
        Together[] more = Arrays.copyOf(ofMany, Math.max(16, number == ofMany.length ? number * 2 : ofMany.length));
        more[number] = new Together(refusals, decision(refusals));
        numbers.put(refusals, firstOfMany + number);
        ofMany = more;
        return Verdict.refused(firstOfMany + number);
    }

    private List<Refusal> members(int number) {
        return number < firstOfMany
                ? List.of(new Refusal(EVERY_REPLY.get(number % REPLIES), number / REPLIES))
                : together(number - firstOfMany).refusals();
    }

    private Together together(int index) {
        @Nullable Together[] known = ofMany;
        Together found = index < known.length ? known[index] : null;
        return found == null ? togetherForSure(index) : found;
    }

    /** A join can be seen before the array that it leads to: there was no lock. */
    private synchronized Together togetherForSure(int index) {
        return Objects.requireNonNull(ofMany[index]);
    }

    Decision decision(int verdict) {
        int number = Verdict.refusals(verdict);
        if (number >= firstOfMany) {
            return together(number - firstOfMany).decision();
        }
        // Most rules refuse with the same reply always.
        int rule = number / REPLIES;
        SymbolicReply reply = EVERY_REPLY.get(number % REPLIES);
        Decision known = ofOne[rule];
        if (known == null || known.refusal().get() != reply) {
            known = Decision.refuse(reply, List.of(ids.get(rule)));
            ofOne[rule] = known;
        }
        return known;
    }

    /** Best rank first, ties by id; none may be there twice. */
    private Decision decision(List<Refusal> sorted) {
        return Decision.refuse(sorted.get(0).reply(), ids(sorted));
    }

    /** The ids of rules that refuse, best first, each once. */
    List<String> sorted(List<Refusal> refusals) {
        return ids(refusals.stream().distinct().sorted(BEST_FIRST).toList());
    }

    static SymbolicReply best(List<Refusal> refusals) {
        return refusals.stream().min(BEST_FIRST).orElseThrow().reply();
    }

    private List<String> ids(List<Refusal> refusals) {
        return refusals.stream().map(each -> ids.get(each.rule())).toList();
    }
}
