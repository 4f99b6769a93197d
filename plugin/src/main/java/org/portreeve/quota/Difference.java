package org.portreeve.quota;

/** What a recount found in one book: what it said, and what it says now. */
public record Difference(BookId book, long before, long now) {}
