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
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.eval.CompiledPolicy;

/** One decision, over a ring of requests, beside a plain Java list of the same rules. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {

    @Param({"10", "100", "1000", "10000", "100000"})
    private int rules;

    /** Which requests are in the ring. */
    @Param({"allowed", "refused", "mixed"})
    private String outcome = "mixed";

    private Policy policy;
    private Peer plain;
    private Request[] requests = {};
    private StagedPolicy[] staged = {};
    private int next;

    /** Makes both and compares them: what does not answer alike must not be measured side by side. */
    @Setup
    public void prepare() throws IOException {
        GeneratedPolicy generated = new GeneratedPolicy(rules);
        policy = CompiledPolicy.compile(generated.checked(), "generated", List.of(), List.of());
        plain = new PlainRules(generated.rules());
        Ring ring = new Ring(generated, policy, outcome);
        ring.compare(plain);
        requests = ring.requests();
        staged = ring.staged();
    }

    /** Portreeve, as the plugin asks it: every session is staged already. */
    @Benchmark
    public Decision decide() {
        int index = next++ & (Ring.SIZE - 1);
        Request request = requests[index];
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
        return requests[next++ & (Ring.SIZE - 1)];
    }
}
