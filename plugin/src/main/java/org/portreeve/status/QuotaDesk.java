package org.portreeve.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;

/** What administrators see of the books and do to them, on the command line and by JMX. */
public final class QuotaDesk {

    /** Ends the scope of the books in which uploads are counted that earn downloads. */
    private static final String EARNED = "+";

    private final LedgerBooks books;
    private final @Nullable Policy policy;
    private final Instant now;

    /**
     * @param policy whose limits they are; null if that is not known: then nothing is known of maximum and window
     * @param now tells which window it is
     */
    public QuotaDesk(LedgerBooks books, @Nullable Policy policy, Instant now) {
        this.books = books;
        this.policy = policy;
        this.now = now;
    }

    /**
     * Which books are meant. Empty texts mean any.
     *
     * @param limit its id
     * @param owner as in the ledger, for example {@code user acme}
     */
    public record Filter(String limit, String owner) implements Predicate<BookId> {

        /** All books. */
        public static final Filter ANY = new Filter("", "");

        @Override
        public boolean test(BookId book) {
            return !book.scope().endsWith(EARNED)
                    && (limit.isEmpty() || limit.equals(book.limit()))
                    && (owner.isEmpty() || owner.equals(book.owner()));
        }
    }

    /** The books that pass, in the order of their names. Those of limits that are not in the policy any more are left out. */
    public List<QuotaLine> show(Filter filter) throws LedgerException {
        Map<BookId, BookEntry> earned = earned(filter);
        Map<BookId, BookEntry> all = new TreeMap<>();
        earned.keySet()
                .forEach(book -> all.put(book, unused(book))); // uploads may have earned what nobody has used yet
        books.list(filter.and(this::isInForce)).forEach(entry -> all.put(entry.book(), entry));
        return all.values().stream()
                .map(entry -> line(entry, earned.get(entry.book())))
                .toList();
    }

    /** Where uploads are counted that earn something, by the book that it is earned for. */
    private Map<BookId, BookEntry> earned(Filter filter) throws LedgerException {
        Map<BookId, BookEntry> earned = new HashMap<>();
        boolean any = policy != null && policy.limits().stream().anyMatch(limit -> limit.credit() > 0);
        if (any) {
            Predicate<BookId> earning = book -> book.scope().endsWith(EARNED) && isInForce(forWhich(book));
            books.list(earning.and(book -> filter.test(forWhich(book))))
                    .forEach(entry -> earned.put(forWhich(entry.book()), entry));
        }
        return earned;
    }

    private static BookId forWhich(BookId earning) {
        String scope = earning.scope();
        return !scope.endsWith(EARNED)
                ? earning
                : new BookId(earning.limit(), scope.substring(0, scope.length() - EARNED.length()), earning.owner());
    }

    private static BookEntry unused(BookId book) {
        return new BookEntry(book, new TreeMap<>(), 0, BookEntry.State.NOT_COUNTED);
    }

    /** The fullest of them: by the share of their limits, or by what is used where no policy tells the limits. */
    public List<QuotaLine> top(int most, Filter filter) throws LedgerException {
        Comparator<QuotaLine> byUse = policy == null
                ? Comparator.comparingLong(QuotaLine::used)
                : Comparator.comparingDouble(QuotaLine::share);
        return show(filter).stream().sorted(byUse.reversed()).limit(most).toList();
    }

    private boolean isInForce(BookId book) {
        return policy == null || limit(book).isPresent();
    }

    private Optional<? extends Limit> limit(BookId book) {
        Policy known = policy;
        return known == null
                ? Optional.empty()
                : known.limits().stream()
                        .filter(each -> each.id().equals(book.limit())
                                && each.fingerprint().equals(book.scope()))
                        .findFirst();
    }

    private QuotaLine line(BookEntry entry, @Nullable BookEntry earning) {
        Optional<? extends Limit> limit = limit(entry.book());
        Optional<Limit.Every> every = limit.flatMap(Limit::every);
        Period period = every.map(this::period).orElse(Period.ALWAYS);
        long uploaded = earning == null ? 0 : earning.used(period);
        Policy known = policy;
        String resets = known == null
                ? null
                : every.flatMap(each -> each.endsAfter(now.atZone(known.zone())))
                        .map(end -> end.toOffsetDateTime().toString())
                        .orElse(null);
        return new QuotaLine(
                entry.book(),
                limit.map(each -> each.count().symbol()).orElse(null),
                entry.used(period),
                entry.promised(),
                limit.map(each -> each.maxAfter(uploaded)).orElse(QuotaLine.UNKNOWN),
                limit.map(each -> each.maxAfter(uploaded) - each.max()).orElse(0L),
                resets,
                entry.state() == BookEntry.State.TO_BE_COUNTED);
    }

    private Period period(Limit.Every every) {
        Policy known = policy;
        if (known == null) {
            return Period.ALWAYS;
        }
        Limit.Window window = every.at(now.atZone(known.zone()));
        return new Period(window.start().toEpochMilli(), window.from().toEpochMilli());
    }

    /**
     * Lets an owner's book say that so much is used, in the window of this moment.
     *
     * @return the book; nothing if the policy has no such limit
     */
    public Optional<BookId> set(String limitId, String owner, long amount) throws LedgerException {
        Policy known = policy;
        Optional<? extends Limit> limit = known == null
                ? Optional.empty()
                : known.limits().stream()
                        .filter(each -> each.id().equals(limitId))
                        .findFirst();
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        BookId book = new BookId(limitId, limit.get().fingerprint(), owner);
        books.set(book, limit.get().every().map(this::period).orElse(Period.ALWAYS), amount);
        return Optional.of(book);
    }

    /** Lets the books that pass begin anew, and names them. What is stored is counted before it is needed next. */
    public List<BookId> reset(Filter filter) throws LedgerException {
        Set<BookId> named = new TreeSet<>();
        for (BookEntry entry : books.list(book -> filter.test(forWhich(book)))) {
            books.reset(entry.book());
            named.add(forWhich(entry.book()));
        }
        return List.copyOf(named);
    }
}
