package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.check.CertificatePattern.Field;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** Reads one value of {@code certificate}: {@code valid}, {@code "CN=bank-*"}, {@code "issuer CN=Our CA,O=Us"}. */
final class CertificateReader {
    private static final String VALID = "valid";
    private static final List<String> FIELDS = List.of("subject", "issuer");

    private final Diagnostics findings;

    CertificateReader(Diagnostics findings) {
        this.findings = findings;
    }

    Optional<CertificatePattern> read(Scalar word) {
        String text = word.text();
        if (text.equals(VALID)) {
            return Optional.of(new CertificatePattern(Field.ANY, "*"));
        }
        String first = text.split(" ", 2)[0];
        if (FIELDS.contains(first)) {
            String glob = text.substring(first.length()).strip();
            Field field = first.equals("issuer") ? Field.ISSUER : Field.SUBJECT;
            return glob.isEmpty() ? bad(word, "") : glob(word, field, glob);
        }
        boolean misspelt = FIELDS.contains(first.toLowerCase(Locale.ROOT));
        return misspelt
                ? bad(word, "did you mean `" + first.toLowerCase(Locale.ROOT) + text.substring(first.length()) + "`? ")
                : glob(word, Field.SUBJECT, text);
    }

    /** A name consists of {@code KEY=value}; without one of these it would be compared in vain. */
    private Optional<CertificatePattern> glob(Scalar word, Field field, String glob) {
        if (glob.indexOf('=') < 0 && glob.indexOf('*') < 0) {
            return bad(word, Words.didYouMean(glob, List.of(VALID, "subject", "issuer")));
        }
        return Optional.of(new CertificatePattern(field, glob));
    }

    private Optional<CertificatePattern> bad(Scalar word, String meant) {
        findings.error(
                Code.UNKNOWN_VALUE,
                word.span(),
                "no certificate is " + quote(word.text()),
                meant + "Write `valid`, a subject such as \"CN=bank-*,O=Bank AG\", or \"issuer CN=Our CA*\".");
        return Optional.empty();
    }
}
