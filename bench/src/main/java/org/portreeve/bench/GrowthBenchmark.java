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

/** A thousand rules that name more and more groups and networks. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrowthBenchmark {
    private static final int RULES = 1000;

    @Param({"10", "1000", "100000"})
    private int groups = GrownPolicy.LEAST;

    @Param({"10", "1000", "100000"})
    private int networks = GrownPolicy.LEAST;

    private Policy policy;
    private Request[] requests = {};
    private StagedPolicy[] staged = {};
    private int next;

    @Setup
    public void prepare() throws IOException {
        GrownPolicy grown = new GrownPolicy(RULES, groups, networks);
        policy = CompiledPolicy.compile(grown.checked(), "generated", List.of(), List.of());
        Ring ring = new Ring(grown, policy, "mixed");
        requests = ring.requests();
        staged = ring.staged();
    }

    /** What each command costs. */
    @Benchmark
    public Decision decide() {
        int index = next++ & (Ring.SIZE - 1);
        Request request = requests[index];
        return staged[index].decide(request.operation(), request.verb(), request.path(), request.size(), request.at());
    }

    /** What each session costs once, if one of the same groups and networks was there before. */
    @Benchmark
    public StagedPolicy stage() {
        return policy.stage(requests[next++ & (Ring.SIZE - 1)].session());
    }
}
