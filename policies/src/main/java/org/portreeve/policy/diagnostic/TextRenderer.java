package org.portreeve.policy.diagnostic;

import java.util.List;
import org.portreeve.policy.source.Span;

/** Prints findings for people: place, code, message, the line itself, and the remedy under the very word. */
final class TextRenderer {
    private static final int MOST = 100;

    private TextRenderer() {}

    /** Each finding of a file: three lines. */
    static List<String> render(Diagnostics findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        Snippet snippet = new Snippet(findings.source(), Masks.of(findings.source(), findings));
        return findings.sorted().stream().map(each -> render(each, snippet)).toList();
    }

    /**
     * All of them, one below the other; of very many only the first.
     *
     * @param dropped how many there are besides
     */
    static String page(List<String> rendered, int dropped) {
        String page = String.join("\n", rendered.subList(0, Math.min(MOST, rendered.size())));
        int more = Math.max(0, rendered.size() - MOST) + dropped;
        return more == 0 ? page : page + "\n… and " + more + " more";
    }

    private static String render(Diagnostic finding, Snippet snippet) {
        Span span = finding.span();
        return "%s:%d:%d %s %s: %s\n%s"
                .formatted(
                        Words.printable(finding.place().file()),
                        span.line(),
                        span.column(),
                        finding.severity().symbol(),
                        finding.code().id(),
                        finding.message(),
                        snippet.render(span, finding.help()));
    }
}
