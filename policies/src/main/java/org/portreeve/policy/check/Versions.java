package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Optional;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** The first line of a file says what it is and for which version it was written. */
final class Versions {
    static final String VERSION = "1";

    private Versions() {}

    static void check(Document document, Fields file, String key, Diagnostics findings) {
        String line = "`" + key + ": " + VERSION + "`";
        if (!file.has(key)) {
            if (!document.lost().contains(key)) {
                findings.error(
                        Code.VERSION, file.span(), "no `" + key + "`", "begin the file with the line " + line + ".");
            }
            return;
        }
        boolean first = document.root().entries().get(0).key().text().equals(key);
        if (!first) {
            findings.error(
                    Code.VERSION, file.keySpan(key), "`" + key + "` does not come first", "make it the first line.");
        }
        Optional<Scalar> word = file.get(key).flatMap(node -> Values.word(node, key, findings));
        word.filter(each -> !each.text().equals(VERSION))
                .ifPresent(each -> findings.error(
                        Code.VERSION,
                        each.span(),
                        "unknown version " + quote(each.text()),
                        "this version reads " + line + "."));
    }
}
