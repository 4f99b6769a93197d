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
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.eval.CompiledPolicy;

/** The rules and requests of {@link DecisionBenchmark} in the hands of general engines. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeerBenchmark {

    @Param({"10", "100", "1000"})
    private int rules;

    /** Which requests are in the ring. */
    @Param({"allowed", "refused", "mixed"})
    private String outcome = "mixed";

    private Peer casbin;
    private Peer cel;
    private Request[] requests = {};
    private int next;

    @Setup
    public void prepare() throws IOException {
        GeneratedPolicy generated = new GeneratedPolicy(rules);
        Policy policy = CompiledPolicy.compile(generated.checked(), "generated", List.of(), List.of());
        Ring ring = new Ring(generated, policy, outcome);
        casbin = new CasbinRules(generated);
        cel = new CelRules(generated);
        ring.compare(casbin);
        ring.compare(cel);
        requests = ring.requests();
    }

    @Benchmark
    public boolean jCasbin() {
        return casbin.allows(request());
    }

    @Benchmark
    public boolean cel() {
        return cel.allows(request());
    }

    private Request request() {
        return requests[next++ & (Ring.SIZE - 1)];
    }
}
