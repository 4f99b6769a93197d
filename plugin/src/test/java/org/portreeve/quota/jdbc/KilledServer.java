package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** A process that stores and moves, says so line by line, and is killed by its parent. */
final class KilledServer {

    static final BookId STORED = new BookId("storage", "0", "user alice");
    static final BookId MOVED = new BookId("traffic", "0", "user alice");
    static final Period TODAY = new Period(1000, 1000);
    static final long MAX = 1L << 40;

    private KilledServer() {}

    /** Runs on the ledger, the directory of the files, and the seed that are given. */
    public static void main(String[] args) throws Exception {
        Path files = Path.of(args[1]);
        Random random = new Random(Long.parseLong(args[2]));
        QuotaLedger ledger = Ledgers.file(Path.of(args[0]), Pace.USUAL);
        if (!ledger.isCounted(STORED)) {
            ledger.recount(List.of(STORED), () -> new long[] {onDisk(files)});
        }
        System.out.println("ready");
        while (true) {
            byte[] bytes = new byte[random.nextInt(1, 2000)];
            Path file = files.resolve("file" + random.nextInt(20));
            Path draft = files.resolve("draft");
            Files.write(draft, bytes);
            if (!ledger.reserve(STORED, Period.ALWAYS, bytes.length, MAX)
                    || !ledger.reserve(MOVED, TODAY, bytes.length, MAX)) {
                throw new IllegalStateException("there was room");
            }
            ledger.change(List.of(STORED), () -> {
                long old = Files.exists(file) ? Files.size(file) : 0;
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
                ledger.commit(STORED, Period.ALWAYS, bytes.length, bytes.length - old);
            });
            ledger.commit(MOVED, TODAY, bytes.length, bytes.length);
            System.out.println(bytes.length);
        }
    }

    static long onDisk(Path files) throws IOException {
        long sum = 0;
        for (int n = 0; n < 20; n++) {
            Path file = files.resolve("file" + n);
            sum += Files.exists(file) ? Files.size(file) : 0;
        }
        return sum;
    }
}
