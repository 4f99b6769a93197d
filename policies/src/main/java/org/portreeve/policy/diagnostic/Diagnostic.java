package org.portreeve.policy.diagnostic;

import java.util.Comparator;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;

/**
 * One finding.
 *
 * @param message what is wrong, with the user's words in backticks
 * @param help what to do about it
 */
public record Diagnostic(Code code, Severity severity, Place place, String message, String help) {
    /** As the admin reads a file. */
    public static final Comparator<Diagnostic> BY_POSITION =
            Comparator.comparing(Diagnostic::span).thenComparing(Diagnostic::code);

    /** Whatever the admin typed, no terminal and no log acts on it. */
    public Diagnostic {
        message = Words.printable(message);
        help = Words.printable(help);
    }

    Diagnostic without(SecretWords codes) {
        return new Diagnostic(code, severity, place, codes.mask(message), codes.mask(help));
    }

    public Span span() {
        return place.span();
    }
}
