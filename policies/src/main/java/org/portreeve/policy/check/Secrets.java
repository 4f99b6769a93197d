package org.portreeve.policy.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** Hides account codes wherever they stand in a tree, also below keys that nobody reads. */
final class Secrets {
    private static final List<String> KEYS = List.of("account", "accounts");

    /** As near to them as a misspelling, and a word of its own. */
    private static final String COUNT = "count";

    private final Map<String, Boolean> keys = new HashMap<>();
    private final Diagnostics findings;

    private Secrets(Diagnostics findings) {
        this.findings = findings;
    }

    /** Has all that stands below the tree's account keys hidden. */
    static void hide(Node root, Diagnostics findings) {
        new Secrets(findings).look(root);
    }

    private void look(Node node) {
        if (node instanceof Mapping mapping) {
            for (Mapping.Entry entry : mapping.entries()) {
                if (keys.computeIfAbsent(entry.key().text(), Secrets::isAccount)) {
                    hideAll(entry.value());
                } else {
                    look(entry.value());
                }
            }
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::look);
        } else if (node instanceof Scalar scalar && mentionsAcct(scalar.text())) {
            findings.hide(scalar.span());
        }
    }

    private static boolean isAccount(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("acc")
                || (!key.equals(COUNT) && Words.nearest(key, KEYS).isPresent());
    }

    private static boolean mentionsAcct(String text) {
        return text.regionMatches(true, 0, "ACCT ", 0, 5);
    }

    private void hideAll(Node node) {
        if (node instanceof Scalar scalar) {
            if (!scalar.text().equals("given")) {
                findings.hide(scalar.span());
            }
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(this::hideAll);
        } else if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> {
                findings.hide(entry.key().span());
                hideAll(entry.value());
            });
        }
    }
}
