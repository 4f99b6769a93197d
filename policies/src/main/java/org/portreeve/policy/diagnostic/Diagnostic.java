package org.portreeve.policy.diagnostic;

import java.util.Comparator;
import org.portreeve.policy.source.Span;

/**
 * One finding.
 *
 * @param message what is wrong, with the user's words in backticks
 * @param help what to do about it
 */
public record Diagnostic(Code code, Severity severity, Span span, String message, String help) {
    /** As the admin reads the file. */
    public static final Comparator<Diagnostic> BY_POSITION =
            Comparator.comparing(Diagnostic::span).thenComparing(Diagnostic::code);
}
