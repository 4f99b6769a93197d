package org.portreeve.policy.ast;

import java.util.List;
import org.portreeve.policy.source.Span;

/** Keys and values in the order of the file; a key can stand there twice. */
public record Mapping(List<Entry> entries, Span span) implements Node {

    /** One key and its value. */
    public record Entry(Scalar key, Node value) {}

    public Mapping {
        entries = List.copyOf(entries);
    }
}
