package org.portreeve.audit;

/**
 * A limit that is nearly reached.
 *
 * @param limit its id
 * @param owner in whose book, as {@code kind name}
 * @param used what is counted
 * @param max what is permitted
 * @param share the share of it that was crossed, in percent
 */
public record Nearly(String limit, String owner, long used, long max, int share) {}
