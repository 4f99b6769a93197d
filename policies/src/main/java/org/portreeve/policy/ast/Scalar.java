package org.portreeve.policy.ast;

import org.portreeve.policy.source.Span;

/**
 * A word as the admin typed it: nothing is ever read as a number, a date or a boolean.
 *
 * @param damaged an error was reported here already, so the text means nothing
 */
public record Scalar(String text, Span span, boolean damaged) implements Node {}
