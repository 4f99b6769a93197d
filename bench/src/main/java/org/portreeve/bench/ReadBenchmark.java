package org.portreeve.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.PolicyCheck;
import org.portreeve.policy.check.PolicySources;
import org.portreeve.policy.eval.CompiledPolicy;

/** From a file of so many rules to a policy that can be asked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadBenchmark {

    @Param({"10", "1000", "10000"})
    private int rules;

    private Path file;
    private CheckedPolicy checked;

    @Setup
    public void write() throws IOException {
        checked = new GeneratedPolicy(rules).checked();
        file = Files.createTempFile("portreeve-bench", ".yaml");
        Files.writeString(file, new GeneratedPolicy(rules).yaml());
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** All of it, as a server does at its start. */
    @Benchmark
    public Policy read() throws InvalidPolicyException {
        return PolicyFile.read(file);
    }

    /** The part of it that ends with a checked model. */
    @Benchmark
    public Optional<CheckedPolicy> readAndCheck() {
        return PolicyCheck.check(PolicySources.read(file), Clock.systemUTC());
    }

    /** The part that makes a policy of the model. */
    @Benchmark
    public Policy compile() {
        return CompiledPolicy.compile(checked, "generated", List.of(), List.of());
    }
}
