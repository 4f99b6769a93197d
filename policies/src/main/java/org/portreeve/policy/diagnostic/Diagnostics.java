package org.portreeve.policy.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.portreeve.policy.source.Span;

/** Collects the findings of one run over one file. For one thread. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();
    private final List<Span> secrets = new ArrayList<>();
    private boolean secretsMayHide;

    public void error(Code code, Span span, String message, String help) {
        found.add(new Diagnostic(code, Severity.ERROR, span, message, help));
    }

    public void warning(Code code, Span span, String message, String help) {
        found.add(new Diagnostic(code, Severity.WARNING, span, message, help));
    }

    /** Never print what stands here. */
    public void hide(Span secret) {
        secrets.add(secret);
    }

    /** The tree is not complete, so secrets may stand where {@link #hide} was never told of. */
    public void secretsMayHide() {
        secretsMayHide = true;
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    }

    /** All findings in the order of the file. */
    public List<Diagnostic> sorted() {
        return found.stream().sorted(Diagnostic.BY_POSITION).toList();
    }

    List<Span> secrets() {
        return secrets;
    }

    boolean doSecretsHide() {
        return secretsMayHide;
    }
}
