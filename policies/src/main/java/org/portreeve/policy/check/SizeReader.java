package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads one value of {@code size}: {@code ">1GiB"}, {@code "<=10MiB"}, {@code 0}, {@code unknown}. */
final class SizeReader {
    static final String UNKNOWN = "unknown";
    private static final Pattern FORM = Pattern.compile(TlsReader.SIGN + "(.*)");

    private final Amounts amounts;
    private final Diagnostics findings;

    SizeReader(Diagnostics findings) {
        this.amounts = new Amounts(findings);
        this.findings = findings;
    }

    Optional<SizeRange> read(Scalar word) {
        if (word.text().equals(UNKNOWN)) {
            return Optional.of(SizeRange.UNKNOWN);
        }
        Matcher form = FORM.matcher(word.text());
        if (!form.matches()) {
            return never(word);
        }
        String sign = form.group(1) == null ? "" : form.group(1);
        return amounts.bytes(word, form.group(2)).flatMap(value -> range(word, sign, value));
    }

    private Optional<SizeRange> range(Scalar word, String sign, long value) {
        return switch (sign) {
            case ">" -> value == Long.MAX_VALUE ? never(word) : Optional.of(SizeRange.of(value + 1, Long.MAX_VALUE));
            case ">=" -> Optional.of(SizeRange.of(value, Long.MAX_VALUE));
            case "<" -> value == 0 ? never(word) : Optional.of(SizeRange.of(0, value - 1));
            case "<=" -> Optional.of(SizeRange.of(0, value));
            default -> Optional.of(SizeRange.of(value, value));
        };
    }

    private Optional<SizeRange> never(Scalar word) {
        findings.error(
                Code.BAD_NUMBER,
                word.span(),
                "no file has the size " + quote(word.text()),
                "write \">1GiB\", \"<=10MiB\", a number of bytes, or `unknown` where nobody said a size.");
        return Optional.empty();
    }
}
