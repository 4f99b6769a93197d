package org.portreeve.policy.syntax;

import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.source.Span;

/** The tree cannot be built any further from here. Never leaves the package. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Code code;
    private final transient Span span;
    private final String message;
    private final String help;

    SyntaxFault(Code code, Span span, String message, String help) {
        super(message, null, false, false);
        this.code = code;
        this.span = span;
        this.message = message;
        this.help = help;
    }

    Code code() {
        return code;
    }

    Span span() {
        return span;
    }

    String message() {
        return message;
    }

    String help() {
        return help;
    }
}
