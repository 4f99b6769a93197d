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

    private static final String NEVER = "never";
    private static final String BIT_BY_BIT = "bit by bit";

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
            boolean concerns = book.binds() && book.limit().count() != Limit.Count.FILE_SIZE;
            boolean known = counting || !book.isStock() || book.ledger().isCounted(book.id());
            if (concerns && known) {
                all.add(of(book));
            }
        }
        return all;
    }

    private static Usage of(Book book) throws IOException {
        long most = book.most();
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

    /** For a person. */
    public ReplyFacts facts() {
        String anew = resets == null ? (limit.every().isPresent() ? BIT_BY_BIT : NEVER) : resets;
        return LimitFacts.usage(limit, used, most, free, anew);
    }

    /** For a program: one JSON object in one line. */
    public String json() {
        return new JsonLine()
                .text("limit", limit.id())
                .text("count", limit.count().symbol())
                .text("owner", owner)
                .number("used", used)
                .number("max", most)
                .number("free", free)
                .text("resets", resets)
                .toString();
    }
}
