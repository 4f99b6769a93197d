package org.portreeve.policy.diagnostic;

import java.util.List;
import java.util.stream.Collectors;
import org.portreeve.policy.source.Span;

/** Prints findings for programs. Keys, their order and their meaning stay as they are. */
final class JsonRenderer {

    private JsonRenderer() {}

    static String render(List<Diagnostic> findings) {
        return findings.isEmpty()
                ? "[]"
                : findings.stream().map(JsonRenderer::render).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    private static String render(Diagnostic finding) {
        Span span = finding.span();
        return ("{\"file\": %s, \"line\": %d, \"column\": %d, \"endLine\": %d, \"endColumn\": %d, \"severity\": %s,"
                        + " \"code\": %s, \"message\": %s, \"help\": %s}")
                .formatted(
                        JsonString.of(finding.place().file()),
                        span.line(),
                        span.column(),
                        span.endLine(),
                        span.endColumn(),
                        JsonString.of(finding.severity().symbol()),
                        JsonString.of(finding.code().id()),
                        JsonString.of(finding.message()),
                        JsonString.of(finding.help()));
    }
}
