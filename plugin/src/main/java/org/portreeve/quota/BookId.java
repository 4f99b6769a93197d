package org.portreeve.quota;

/**
 * Names one book: what one limit counts for one owner.
 *
 * @param limit the id of the limit that counts
 * @param scope fingerprint of what the limit counts; a limit that begins to count something else begins with new books
 * @param owner for whom it counts, as {@code kind name}, for example {@code user acme} or {@code everyone}
 */
public record BookId(String limit, String scope, String owner) implements Comparable<BookId> {

    @Override
    public int compareTo(BookId other) {
        int byLimit = limit.compareTo(other.limit);
        int byScope = byLimit == 0 ? scope.compareTo(other.scope) : byLimit;
        return byScope == 0 ? owner.compareTo(other.owner) : byScope;
    }
}
