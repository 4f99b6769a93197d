package org.portreeve.quota;

/**
 * Names one count.
 *
 * @param limit the id of the limit that counts
 * @param owner whose count it is
 * @param edition tells apart what one limit counted under different definitions
 */
public record BookId(String limit, String owner, int edition) {

    /** The first edition. */
    public BookId(String limit, String owner) {
        this(limit, owner, 0);
    }
}
