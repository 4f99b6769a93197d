package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.JsonLine;
import org.portreeve.policy.Limit;
import org.portreeve.reply.ReplyFacts;
import org.portreeve.reply.SymbolicReply;

/**
 * How much of one limit is used in one book.
 *
 * @param owner as in the ledger
 * @param used what is counted
 * @param most what is permitted at this moment
 * @param free what is left, less what is promised to transfers under way
 * @param resets when the count begins anew; null if it does not, or does so bit by bit
 */
public record Usage(
        Limit limit,
        String owner,
        long used,
        long most,
        long free,
        @Nullable String resets) {

    /**
     * All that concerns the session of a view, in the order of the policy.
     *
     * @param counting whether to count what nobody has counted yet; else it is left out
     * @throws IOException if the books cannot be asked
     */
    public static List<Usage> of(FileSystemView view, boolean counting) throws IOException {
        if (!(view instanceof GuardedView guarded)) {
            return List.of();
        }
        UserBooks books = guarded.books();
        if (counting) {
            books.open();
        }
        List<Usage> all = new ArrayList<>();
        for (Book book : books.all()) {
            boolean known = counting || !book.isStock() || book.ledger().isCounted(book.id());
            if (book.binds() && known) {
                all.add(of(book));
            }
        }
        return all;
    }

    private static Usage of(Book book) throws IOException {
        long most = book.most();
        if (!isCounted(book.limit())) {
            return new Usage(book.limit(), book.id().owner(), 0, most, most, null);
        }
        return new Usage(
                book.limit(),
                book.id().owner(),
                book.ledger().used(book.id(), book.period()),
                most,
                Math.max(0, most - book.ledger().taken(book.id(), book.period())),
                resets(book).orElse(null));
    }

    private static Optional<String> resets(Book book) {
        return book.limit()
                .every()
                .flatMap(every -> every.endsAfter(book.clock().get()))
                .map(end -> end.toOffsetDateTime().toString());
    }

    /** Whether anything adds up; the size of a single file does not. */
    public boolean isCounted() {
        return isCounted(limit);
    }

    private static boolean isCounted(Limit limit) {
        return limit.count() != Limit.Count.FILE_SIZE;
    }

    /** What of {@link #most} uploads have earned. */
    long earned() {
        return most - limit.max();
    }

    /** In which words a person is told. */
    public SymbolicReply symbol() {
        if (!isCounted()) {
            return SymbolicReply.QUOTA_FILE_SIZE;
        }
        return limit.credit() > 0 ? SymbolicReply.QUOTA_CREDIT : SymbolicReply.QUOTA_USAGE;
    }

    /** For a person. */
    public ReplyFacts facts() {
        return LimitFacts.of(this);
    }

    /** For a program: one JSON object in one line. */
    public String json() {
        JsonLine json = new JsonLine()
                .text("limit", limit.id())
                .text("count", limit.count().symbol())
                .text("owner", owner)
                .text("every", limit.every().map(Limit.Every::symbol).orElse(null));
        if (isCounted()) {
            json.number("used", used);
        }
        json.number("max", most);
        if (limit.credit() > 0) {
            json.number("earned", earned());
        }
        if (isCounted()) {
            json.number("free", free);
        }
        return json.text("resets", resets).toString();
    }
}
