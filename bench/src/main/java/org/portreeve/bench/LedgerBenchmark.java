package org.portreeve.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portreeve.quota.BookId;
import org.portreeve.quota.MemoryLedger;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.jdbc.Ledgers;

/** What an upload of 4 KiB costs in the ledger. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {

    private static final BookId BYTES = new BookId("bytes", "0", "user alice");
    private static final BookId FILES = new BookId("files", "0", "user alice");
    private static final BookId MOVED = new BookId("moved", "0", "user alice");
    private static final List<BookId> STORED = List.of(BYTES, FILES);
    private static final Period TODAY = new Period(1000, 1000);
    private static final long SIZE = 4096;

    @Param({"memory", "file"})
    public String store = "memory";

    private @Nullable TemporaryDirectory directory;
    private QuotaLedger ledger = new MemoryLedger();

    @Setup(Level.Trial)
    public void open() throws IOException {
        if (store.equals("file")) {
            directory = TemporaryDirectory.create();
            ledger = Ledgers.file(directory.path().resolve("portreeve.db"));
        }
        ledger.recount(STORED, () -> new long[2]);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        ledger.close();
        if (directory != null) {
            directory.close();
        }
    }

    /** A limit of bytes and one of files. */
    @Benchmark
    public void storeUnderTwoLimits() throws IOException {
        ledger.reserve(BYTES, Period.ALWAYS, SIZE, Long.MAX_VALUE);
        ledger.reserve(FILES, Period.ALWAYS, 1, Long.MAX_VALUE);
        ledger.change(STORED, () -> {
            ledger.commit(BYTES, Period.ALWAYS, SIZE, SIZE);
            ledger.commit(FILES, Period.ALWAYS, 1, 1);
        });
    }

    /** A limit of bytes per day: the journal is written. */
    @Benchmark
    public void moveUnderOneLimit() throws IOException {
        ledger.reserve(MOVED, TODAY, SIZE, Long.MAX_VALUE);
        ledger.commit(MOVED, TODAY, SIZE, SIZE);
    }
}
