package org.portreeve.bench;

import java.io.IOException;
import java.util.ArrayList;
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
import org.portreeve.bench.load.TemporaryDirectory;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.jdbc.Ledgers;

/** Opening a SQLite file with two books of each of many users, and the first promise out of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
public class LedgerOpeningBenchmark {

    @Param({"100000"})
    public int users = 1;

    private @Nullable TemporaryDirectory directory;
    private @Nullable QuotaLedger ledger;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        directory = TemporaryDirectory.create();
        List<BookId> books = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            books.add(new BookId("bytes", "0", "user " + user));
            books.add(new BookId("files", "0", "user " + user));
        }
        try (QuotaLedger filled = open(directory)) {
            filled.recount(books, () -> new long[books.size()]);
        }
    }

    private static QuotaLedger open(TemporaryDirectory place) throws IOException {
        return Ledgers.file(place.path().resolve("portreeve.db"));
    }

    @Benchmark
    public boolean openAndPromise() throws IOException {
        if (directory == null) {
            throw new IllegalStateException("not set up");
        }
        ledger = open(directory);
        BookId book = new BookId("bytes", "0", "user " + users / 2);
        return ledger.isCounted(book) && ledger.reserve(book, Period.ALWAYS, 1, Long.MAX_VALUE);
    }

    @TearDown(Level.Invocation)
    public void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }
}
