package org.portreeve.policy.ast;

import java.util.List;
import org.portreeve.policy.source.Span;

/** A list. */
public record Sequence(List<Node> items, Span span) implements Node {
    public Sequence {
        items = List.copyOf(items);
    }
}
