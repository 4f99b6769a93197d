package org.portreeve.quota;

/**
 * Names one count.
 *
 * @param limit the id of the limit that counts
 * @param owner whose count it is
 */
public record BookId(String limit, String owner) {}
