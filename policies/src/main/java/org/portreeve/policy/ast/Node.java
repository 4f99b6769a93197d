package org.portreeve.policy.ast;

import java.util.stream.Stream;
import org.portreeve.policy.source.Span;

/** A piece of a document. */
public sealed interface Node permits Scalar, Sequence, Mapping {
    Span span();

    /** All words in it, also keys, however deep. */
    default Stream<Scalar> words() {
        if (this instanceof Scalar scalar) {
            return Stream.of(scalar);
        }
        return this instanceof Sequence sequence
                ? sequence.items().stream().flatMap(Node::words)
                : ((Mapping) this)
                        .entries().stream()
                                .flatMap(entry -> Stream.concat(
                                        entry.key().words(), entry.value().words()));
    }
}
