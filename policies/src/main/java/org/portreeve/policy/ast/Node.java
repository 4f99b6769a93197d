package org.portreeve.policy.ast;

import org.portreeve.policy.source.Span;

/** A piece of a document. */
public sealed interface Node permits Scalar, Sequence, Mapping {
    Span span();
}
