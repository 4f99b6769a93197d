package org.portreeve.policy.diagnostic;

import java.util.List;
import java.util.Locale;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/** Prints findings for people: place, code, message, the line itself, and the remedy under the very word. */
public final class TextRenderer {
    private static final int MOST = 100;

    private final SourceText source;
    private final Snippet snippet;

    public TextRenderer(SourceText source, Diagnostics findings) {
        this.source = source;
        this.snippet = new Snippet(source, Masks.of(source, findings));
    }

    /** All of them, one below the other; of very many only the first. */
    public String render(List<Diagnostic> findings) {
        StringBuilder page = new StringBuilder();
        findings.stream()
                .limit(MOST)
                .forEach(each -> page.append(page.isEmpty() ? "" : "\n").append(render(each)));
        if (findings.size() > MOST) {
            page.append("\n… and ").append(findings.size() - MOST).append(" more");
        }
        return page.toString();
    }

    /** One of them: three lines. */
    public String render(Diagnostic finding) {
        Span span = finding.span();
        return "%s:%d:%d %s %s: %s\n%s"
                .formatted(
                        source.name(),
                        span.line(),
                        span.column(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.code().id(),
                        finding.message(),
                        snippet.render(span, finding.help()));
    }
}
