package org.portreeve.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.eval.CompiledPolicy;

/** Prints what the compiled form costs: time to compile and to stage, memory of a policy and of a staged session. */
public final class CompiledForm {
    private static final int ROUNDS = 15;
    private static final int SESSIONS = 4096;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double KIBI = 1024;

    private CompiledForm() {}

    public static void main(String[] args) throws Exception {
        System.out.println("| rules | compile, median of " + ROUNDS + " | model | compiled | stage | staged session |");
        System.out.println("|--:|--:|--:|--:|--:|--:|");
        for (int rules : new int[] {10, 100, 1_000, 10_000, 100_000}) {
            measure(rules);
        }
    }

    private static void measure(int rules) throws Exception {
        GeneratedPolicy generated = new GeneratedPolicy(rules);
        long atFirst = used();
        CheckedPolicy checked = generated.checked();
        long model = used() - atFirst;
        List<Long> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            CompiledPolicy.compile(checked, "generated", List.of(), List.of());
            times.add(System.nanoTime() - start);
        }
        times.sort(null);
        long before = used();
        Policy policy = CompiledPolicy.compile(checked, "generated", List.of(), List.of());
        long compiled = used() - before;
        List<Request> requests = generated.requests(SESSIONS);
        List<StagedPolicy> staged = new ArrayList<>(SESSIONS);
        requests.forEach(request -> policy.stage(request.session()));
        long unstaged = used();
        long start = System.nanoTime();
        requests.forEach(request -> staged.add(policy.stage(request.session())));
        long stage = (System.nanoTime() - start) / SESSIONS;
        long session = (used() - unstaged) / SESSIONS;
        System.out.printf(
                Locale.ROOT,
                "| %,d | %.1f ms | %.0f KiB | %.0f KiB | %,d ns | %,d B |%n",
                rules,
                times.get(ROUNDS / 2) / NANOS_A_MILLI,
                model / KIBI,
                compiled / KIBI,
                stage,
                session);
        if (checked.rules().size() + staged.size() == 0) {
            throw new IllegalStateException("must be kept until here");
        }
    }

    private static long used() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
