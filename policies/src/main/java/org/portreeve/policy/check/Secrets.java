package org.portreeve.policy.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.check.PolicySources.Part;
import org.portreeve.policy.diagnostic.AccountWords;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;

/** Hides account codes wherever they stand, also below keys that nobody reads, and wherever else somebody wrote them. */
final class Secrets {
    /** These hold mappings; a bare word in their place was meant to be one, of whatever. */
    private static final Set<String> HOLDERS = Set.of("needs", "unless");

    private final Map<String, Boolean> keys = new HashMap<>();
    private final List<Diagnostics> all;
    private final Diagnostics here;

    private Secrets(List<Diagnostics> all, Diagnostics here) {
        this.all = all;
        this.here = here;
    }

    /** Has the account codes of all parts hidden in the findings of all of them. */
    static void hide(List<Part> parts) {
        List<Diagnostics> all = parts.stream().map(Part::findings).toList();
        parts.forEach(
                part -> new Secrets(all, part.findings()).look(part.document().root()));
    }

    private void look(Node node) {
        if (node instanceof Mapping mapping) {
            for (Mapping.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                hideBehindAWord(entry.key());
                AccountWords.codeIn(key).ifPresent(start -> hideEverywhere(key.substring(start)));
                if (keys.computeIfAbsent(key, AccountWords::isOne)) {
                    hideAll(entry.value());
                } else if (HOLDERS.contains(key)) {
                    lookForMappings(entry.value());
                } else {
                    look(entry.value());
                }
            }
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::look);
        } else if (node instanceof Scalar scalar) {
            hideBehindAWord(scalar);
        }
    }

    private void lookForMappings(Node node) {
        if (node instanceof Scalar scalar) {
            hideCode(scalar);
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::lookForMappings);
        } else {
            look(node);
        }
    }

    private void hideBehindAWord(Scalar scalar) {
        OptionalInt at = AccountWords.codeIn(scalar.text());
        at.ifPresent(start -> hide(scalar, start));
    }

    private void hideAll(Node node) {
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> {
                hideCode(entry.key());
                entry.value().words().forEach(word -> here.hide(word.span()));
            });
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::hideAll);
        } else if (node instanceof Scalar scalar && !scalar.text().equals("given")) {
            hideCode(scalar);
        }
    }

    private void hideCode(Scalar code) {
        hide(code, 0);
        hideEverywhere(code.text());
    }

    /** From there to the end; all of it where the file has more characters than the text, because of quotes. */
    private void hide(Scalar scalar, int start) {
        Span span = scalar.span();
        String text = scalar.text();
        boolean plain = span.line() == span.endLine()
                && span.endColumn() - span.column() == text.codePointCount(0, text.length());
        int behind = plain ? text.codePointCount(0, start) : 0;
        here.hide(new Span(span.line(), span.column() + behind, span.endLine(), span.endColumn()));
    }

    private void hideEverywhere(String code) {
        all.forEach(each -> each.hideCode(code));
    }
}
