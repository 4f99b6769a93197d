package org.portreeve.ftp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portreeve.audit.JsonLine;
import org.portreeve.ftp.file.Scan;
import org.portreeve.ftp.session.Enforcement;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.LedgerOnDemand;
import org.portreeve.status.QuotaDesk;
import org.portreeve.status.QuotaDesk.Filter;
import org.portreeve.status.QuotaLine;

/** The books of a running server, for JMX and the status. */
final class QuotaManagement {

    /** How many limits near their edge the status names. */
    private static final int NEARLY_FULL = 20;

    private static final double NEAR = 0.8;

    private final Enforcement enforcement;
    private final LedgerOnDemand ledger;
    private final Scan scan;

    QuotaManagement(Enforcement enforcement, LedgerOnDemand ledger, Scan scan) {
        this.enforcement = enforcement;
        this.ledger = ledger;
        this.scan = scan;
    }

    private interface Work<T> {
        T with(QuotaDesk desk) throws LedgerException;
    }

    private <T> T desk(Work<T> work) {
        LedgerBooks books =
                ledger.books().orElseThrow(() -> new IllegalStateException("no limit needs the ledger so far"));
        try {
            return work.with(new QuotaDesk(
                    books, enforcement.ruling().policy(), enforcement.clock().instant()));
        } catch (LedgerException e) { // whoever asks by JMX need not have our classes
            throw new IllegalStateException("the quota ledger cannot be asked: " + e.getMessage(), e);
        }
    }

    List<String> show(String limit, String owner) {
        return desk(desk -> desk.show(new Filter(limit, owner)).stream()
                .map(QuotaLine::json)
                .toList());
    }

    List<String> top(int most) {
        return desk(desk -> desk.top(Math.max(0, most), Filter.ANY).stream()
                .map(QuotaLine::json)
                .toList());
    }

    List<String> set(String limit, String owner, long amount) {
        if (limit.isEmpty() || owner.isEmpty() || amount < 0) {
            throw new IllegalArgumentException("a limit, an owner, and an amount");
        }
        return desk(desk -> {
            if (desk.set(limit, owner, amount).isEmpty()) {
                throw new IllegalArgumentException("the policy has no limit " + limit);
            }
            return desk.show(new Filter(limit, owner)).stream()
                    .map(QuotaLine::json)
                    .toList();
        });
    }

    List<String> reset(String limit, String owner) {
        return desk(desk -> desk.reset(new Filter(limit, owner)).stream()
                .map(book -> book.limit() + ", " + book.owner())
                .toList());
    }

    String scan(String user) {
        return scan.begin(user);
    }

    String scanned() {
        return scan.json();
    }

    /** What the ledger is, how it is, and which books are nearly full. */
    String json() {
        String state = ledger.isLost() ? "lost" : ledger.isOpen() ? "open" : "not-needed";
        JsonLine json = new JsonLine().text("kind", ledger.name()).text("state", state);
        return json.json("nearlyFull", nearlyFull().orElse(null)).toString();
    }

    private Optional<String> nearlyFull() {
        Optional<LedgerBooks> books = ledger.isLost() ? Optional.empty() : ledger.books();
        try {
            return books.isEmpty()
                    ? Optional.empty()
                    : Optional.of(desk(desk -> desk.top(NEARLY_FULL, Filter.ANY)).stream()
                            .filter(line -> line.share() >= NEAR)
                            .map(QuotaLine::json)
                            .collect(Collectors.joining(",", "[", "]")));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
