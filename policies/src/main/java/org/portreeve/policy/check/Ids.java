package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Place;

/** The ids of rules and limits in all files: each once, so that an audit line names exactly one place. */
final class Ids {
    private static final String RESERVED = "default";

    private final Map<String, Place> places = new HashMap<>();

    Optional<String> take(Fields fields, String key, Diagnostics findings) {
        Optional<Scalar> word = fields.get(key)
                .flatMap(node -> Values.word(node, key, findings))
                .filter(each -> Values.isId(each, findings));
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Scalar id = word.get();
        Place before = places.putIfAbsent(id.text(), findings.place(id.span()));
        if (before != null || id.text().equals(RESERVED)) {
            findings.error(
                    Code.DUPLICATE_ID,
                    id.span(),
                    quote(id.text()) + " is taken"
                            + (before == null ? "" : " by " + PolicySources.seenFrom(findings, before)),
                    "each rule and limit has a name of its own; it stands in the audit log.");
        }
        return Optional.of(id.text());
    }
}
