package org.portreeve.policy.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.portreeve.policy.diagnostic.Diagnostic;

/** Words that make no question. The message says what is wrong with each and what to do; it names no account code. */
public final class InvalidQuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidQuestionException(List<Diagnostic> findings) {
        super(findings.stream().map(each -> each.message() + ": " + each.help()).collect(Collectors.joining("; ")));
    }
}
