package org.portreeve.policy.syntax;

import java.util.Optional;
import org.portreeve.policy.source.Span;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A parser's complaint in our words, at the place that the admin has to change. */
record Fault(Span span, String message, String help) {

    static Fault of(MarkedYamlEngineException e, RawText raw) {
        Optional<Mark> opened = e.getContextMark().filter(mark -> "{[\"'".indexOf(characterAt(mark, raw)) >= 0);
        if (opened.isPresent()) {
            int c = characterAt(opened.get(), raw);
            return new Fault(
                    TreeBuilder.span(opened.get(), raw),
                    "`" + Character.toString(c) + "` is not closed, or what is inside cannot be read",
                    "look for a missing bracket, comma or quote. Inside brackets a value with any of , [ ] { } needs quotes.");
        }
        Span span = e.getProblemMark()
                .or(e::getContextMark)
                .map(mark -> TreeBuilder.span(mark, raw))
                .orElse(Span.START);
        return new Fault(
                span,
                "not readable as YAML",
                "keys of one level stand below each other, `key: value` has a space after the colon, and a value with"
                        + " `: ` or ` #` in it needs quotes.");
    }

    private static int characterAt(Mark mark, RawText raw) {
        if (mark.getLine() >= raw.lines().size()) {
            return -1;
        }
        int[] line = raw.lines().get(mark.getLine()).codePoints().toArray();
        return mark.getColumn() < line.length ? line[mark.getColumn()] : -1;
    }
}
