package org.portreeve.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.eval.CompiledPolicy;

/**
 * Prints what the compiled form costs: time to compile, memory of a policy as it is made, of one that thousands of sessions
 * have used (it keeps what they share), and of a staged session.
 */
public final class CompiledForm {
    private static final int ROUNDS = 15;
    private static final int SESSIONS = 4096;
    private static final int SMALL = 2000; // so few rules are measured in several policies at once
    private static final List<String> ALL = List.of("10", "100", "1000", "10000", "100000");
    private static final double NANOS_A_MILLI = 1e6;
    private static final double MEBI = 1 << 20;

    /** What must not be let go while it is measured. */
    private static final List<Object> KEPT = new ArrayList<>();

    private CompiledForm() {}

    /** The sizes to measure, one after the other; the first of them meets a JVM that knows nothing yet. */
    public static void main(String[] args) throws Exception {
        System.out.println("| rules | compile first | median of " + ROUNDS + " | model MiB | compiled MiB | after "
                + SESSIONS + " sessions MiB | staged session |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|");
        for (String rules : args.length == 0 ? ALL : List.of(args)) {
            System.out.println(row(Integer.parseInt(rules)));
        }
    }

    private static String row(int rules) throws Exception {
        KEPT.clear();
        GeneratedPolicy generated = new GeneratedPolicy(rules);
        List<Request> requests = generated.requests(SESSIONS);
        KEPT.add(requests);
        int copies = Math.max(1, SMALL / rules);
        long nothing = Heap.used();
        List<CheckedPolicy> models = copies(copies, generated::checked);
        long model = Heap.used();
        List<Long> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            compile(models.get(0));
            times.add(System.nanoTime() - start);
        }
        double first = times.get(0) / NANOS_A_MILLI;
        times.sort(null);
        long before = Heap.used();
        List<Policy> policies = copies(copies, () -> compile(models.get(0)));
        long compiled = Heap.used();
        policies.forEach(policy -> requests.forEach(policy::decide));
        long asked = Heap.used();
        List<StagedPolicy> staged = new ArrayList<>(SESSIONS);
        KEPT.add(staged);
        requests.forEach(request -> staged.add(policies.get(0).stage(request.session())));
        long session = (Heap.used() - asked) / SESSIONS;
        return String.format(
                Locale.ROOT,
                "| %,d | %.1f ms | %.1f ms | %.3f | %.3f | %.3f | %,d B |",
                rules,
                first,
                times.get(ROUNDS / 2) / NANOS_A_MILLI,
                (model - nothing) / MEBI / copies,
                (compiled - before) / MEBI / copies,
                (asked - before) / MEBI / copies,
                session);
    }

    private static Policy compile(CheckedPolicy checked) {
        return CompiledPolicy.compile(checked, "generated", List.of(), List.of());
    }

    private static <T> List<T> copies(int count, Callable<T> make) throws Exception {
        List<T> copies = new ArrayList<>(count);
        for (int copy = 0; copy < count; copy++) {
            copies.add(make.call());
        }
        KEPT.add(copies);
        return copies;
    }
}
