package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.portreeve.policy.Limit;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;

/**
 * All who see what somebody changes: users who share his home, or have theirs in it or around it. Their books are told of the
 * change; they refuse nobody but their owners. Belongs to one change.
 */
final class Bystanders {

    private final StorageLimits keeper;
    private final Map<String, String> real = new HashMap<>();
    private final Map<String, List<Book>> books = new HashMap<>();

    /**
     * @param files the view of whoever makes the change
     * @param roots the files or trees that it changes, absolute in that view
     */
    Bystanders(StorageLimits keeper, StorageLimits.Terms terms, FileSystemView files, List<String> roots)
            throws IOException {
        this.keeper = keeper;
        if (!keeper.neighbours().any()) {
            return;
        }
        for (String root : roots) {
            real.put(root, real(files, root));
            for (Neighbours.Sight sight : sights(root, "")) {
                books.computeIfAbsent(sight.user(), user -> keeper.stocksOf(user, terms));
            }
        }
    }

    private static String real(FileSystemView files, String path) throws IOException {
        try {
            if (!(files.getFile(path).getPhysicalFile() instanceof File file)) {
                return "";
            }
            return Links.real(file.toPath().toAbsolutePath().normalize()).toString();
        } catch (FtpException e) {
            throw new IOException(e);
        }
    }

    private Set<Neighbours.Sight> sights(String root, String rest) {
        String place = real.get(root);
        return place == null ? Set.of() : keeper.neighbours().of(place + rest.replace('/', File.separatorChar));
    }

    boolean areNone() {
        return books.values().stream().allMatch(List::isEmpty);
    }

    Stream<BookId> ids() {
        return books.values().stream().flatMap(List::stream).map(Book::id);
    }

    /** Whose turn it must be. */
    Stream<String> owners() {
        return Stream.concat(books.keySet().stream().map(user -> "user " + user), ids().map(BookId::owner));
    }

    /**
     * Tells of files that were added or, if negative, taken away. To be called within the change.
     *
     * @param rest the way to the file from the root
     * @param counted the books that know
     */
    void changed(String root, String rest, long bytes, long number, Set<BookId> counted) {
        Set<BookId> done = new HashSet<>(counted);
        for (Neighbours.Sight sight : sights(root, rest)) {
            for (Book book : books.getOrDefault(sight.user(), List.of())) {
                Limit limit = book.limit();
                if (limit.covers(sight.user(), sight.path()) && done.add(book.id()) && isCounted(book)) {
                    book.commit(0, Book.amount(limit, bytes, number));
                }
            }
        }
    }

    /** What nobody has counted yet is going to be counted, with this change. */
    private static boolean isCounted(Book book) {
        try {
            return book.ledger().isCounted(book.id());
        } catch (LedgerException e) {
            return false;
        }
    }
}
