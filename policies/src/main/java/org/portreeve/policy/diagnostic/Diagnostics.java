package org.portreeve.policy.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/** Collects the findings of one run over one file. Of very many only the first are kept. For one thread. */
public final class Diagnostics {
    private static final int MOST = 500;

    private final SourceText source;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final List<Span> secrets = new ArrayList<>();
    private final SecretWords codes = new SecretWords();
    private int dropped;
    private boolean secretsMayHide;

    public Diagnostics(SourceText source) {
        this.source = source;
    }

    /** The file that the findings are about. */
    public SourceText source() {
        return source;
    }

    /** A place in this file. */
    public Place place(Span span) {
        return new Place(source.name(), span);
    }

    public void error(Code code, Span span, String message, String help) {
        add(errors, new Diagnostic(code, Severity.ERROR, place(span), message, help));
    }

    public void warning(Code code, Span span, String message, String help) {
        add(warnings, new Diagnostic(code, Severity.WARNING, place(span), message, help));
    }

    private void add(List<Diagnostic> found, Diagnostic finding) {
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            dropped++;
        }
    }

    /** Findings of these kinds are none. */
    public void forgive(Set<Code> codes) {
        errors.removeIf(each -> codes.contains(each.code()));
        warnings.removeIf(each -> codes.contains(each.code()));
    }

    /** Never print what stands here. */
    public void hide(Span secret) {
        secrets.add(secret);
    }

    /** Never print this account code, wherever it stands. */
    public void hideCode(String code) {
        codes.add(code);
    }

    /** The tree is not complete, so secrets may stand where {@link #hide} was never told of. */
    public void secretsMayHide() {
        secretsMayHide = true;
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    public boolean isEmpty() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    /** All findings in the order of the file, without account codes. */
    public List<Diagnostic> sorted() {
        List<Diagnostic> all = new ArrayList<>(errors);
        all.addAll(warnings);
        all.sort(Diagnostic.BY_POSITION);
        if (!codes.isEmpty()) {
            all.replaceAll(each -> each.without(codes));
        }
        return Collections.unmodifiableList(all);
    }

    /** How many findings were not kept. */
    int dropped() {
        return dropped;
    }

    SecretWords codes() {
        return codes;
    }

    List<Span> secrets() {
        return secrets;
    }

    boolean doSecretsHide() {
        return secretsMayHide;
    }
}
