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
                        text(finding.place().file()),
                        span.line(),
                        span.column(),
                        span.endLine(),
                        span.endColumn(),
                        text(finding.severity().symbol()),
                        text(finding.code().id()),
                        text(finding.message()),
                        text(finding.help()));
    }

    /** A string of RFC 8259; what is not plain ASCII is escaped where a reader could stumble over it. */
    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
