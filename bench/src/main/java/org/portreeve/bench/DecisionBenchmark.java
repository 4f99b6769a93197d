package org.portreeve.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.portreeve.policy.Decision;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.StagedPolicy;

/** One decision, over a ring of requests, beside a plain Java list of the same rules. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
    private static final int RING = 1024; // a power of two

    @Param({"10", "100", "1000", "10000"})
    private int rules;

    private Policy policy;
    private PlainRules plain;
    private List<Request> requests;
    private StagedPolicy[] staged = {};
    private int next;

    /** Makes both and compares them: what does not answer alike must not be measured side by side. */
    @Setup
    public void prepare() throws IOException, InvalidPolicyException {
        GeneratedPolicy generated = new GeneratedPolicy(rules);
        policy = generated.read();
        plain = new PlainRules(generated.rules());
        requests = generated.requests(RING);
        int allowed = 0;
        for (Request request : requests) {
            Decision decision = policy.decide(request);
            if (decision.isAllowed() != plain.allows(request)) {
                throw new IllegalStateException(decision + " and the plain list disagree on " + request);
            }
            allowed += decision.isAllowed() ? 1 : 0;
        }
        staged = requests.stream()
                .map(request -> policy.stage(request.session()))
                .toArray(StagedPolicy[]::new);
        System.out.println("(" + allowed + " of " + RING + " requests are allowed)");
    }

    /** Portreeve, as the plugin asks it: every session is staged already. */
    @Benchmark
    public Decision decide() {
        int index = next++ & (RING - 1);
        Request request = requests.get(index);
        return staged[index].decide(request.operation(), request.verb(), request.path(), request.size(), request.at());
    }

    /** Portreeve, with a session that is staged for this one decision. */
    @Benchmark
    public Decision stageAndDecide() {
        return policy.decide(request());
    }

    /** The peer, which names neither rule nor reply. */
    @Benchmark
    public boolean plainList() {
        return plain.allows(request());
    }

    private Request request() {
        return requests.get(next++ & (RING - 1));
    }
}
