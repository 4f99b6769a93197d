package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** The ids of rules and limits: each once, so that an audit line names exactly one place. */
final class Ids {
    private final Map<String, Integer> lines = new HashMap<>(Map.of("default", 0));
    private final Diagnostics findings;

    Ids(Diagnostics findings) {
        this.findings = findings;
    }

    Optional<String> take(Fields fields, String key) {
        Optional<Scalar> word = fields.get(key)
                .flatMap(node -> Values.word(node, key, findings))
                .filter(each -> Values.isId(each, findings));
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Scalar id = word.get();
        Integer before = lines.putIfAbsent(id.text(), id.span().line());
        if (before != null) {
            findings.error(
                    Code.DUPLICATE_ID,
                    id.span(),
                    quote(id.text()) + (before == 0 ? " is taken" : " is taken by line " + before),
                    "each rule and limit has a name of its own; it stands in the audit log.");
        }
        return Optional.of(id.text());
    }
}
