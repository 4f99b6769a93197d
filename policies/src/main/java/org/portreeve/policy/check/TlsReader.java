package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads TLS versions and cipher suites in {@code needs}. */
final class TlsReader {
    static final String SIGN = "(<=|>=|<|>)? ?";
    private static final Pattern VERSION = Pattern.compile(SIGN + "([0-9.]+)");
    private static final Pattern WORDY = Pattern.compile("(?i)(?:tls)? ?v?([0-9](?:\\.[0-9])?)");
    static final Pattern CIPHER = Pattern.compile("(?:TLS_|\\*)[A-Z0-9_*]*");
    private static final List<String> NUMBERS = TlsVersion.numbers();

    private final Diagnostics findings;

    TlsReader(Diagnostics findings) {
        this.findings = findings;
    }

    /** The versions that one word stands for: {@code 1.3}, {@code ">=1.2"}. */
    Set<TlsVersion> versions(Scalar word) {
        Matcher form = VERSION.matcher(word.text());
        Optional<TlsVersion> version = form.matches() ? TlsVersion.ofNumber(form.group(2)) : Optional.empty();
        if (version.isEmpty()) {
            Matcher wordy = WORDY.matcher(word.text());
            String meant = wordy.matches() && NUMBERS.contains(wordy.group(1))
                    ? "did you mean `" + wordy.group(1) + "`? "
                    : "";
            return bad(word, "unknown TLS version " + quote(word.text()), meant);
        }
        String sign = form.group(1) == null ? "" : form.group(1);
        Set<TlsVersion> versions = EnumSet.allOf(TlsVersion.class).stream()
                .filter(each -> holds(sign, each.compareTo(version.get())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TlsVersion.class)));
        return versions.isEmpty() ? bad(word, "no TLS version is " + quote(word.text()), "") : versions;
    }

    private static boolean holds(String sign, int difference) {
        return switch (sign) {
            case ">" -> difference > 0;
            case ">=" -> difference >= 0;
            case "<" -> difference < 0;
            case "<=" -> difference <= 0;
            default -> difference == 0;
        };
    }

    private Set<TlsVersion> bad(Scalar word, String message, String meant) {
        findings.error(
                Code.UNKNOWN_VALUE,
                word.span(),
                message,
                meant + "Write \">=1.2\" or a list; known are " + String.join(", ", NUMBERS) + ".");
        return Set.of();
    }

    /** A glob of cipher suites by their IANA names. */
    Optional<String> cipher(Scalar word) {
        if (CIPHER.matcher(word.text()).matches()) {
            return Optional.of(word.text());
        }
        String upper = word.text().toUpperCase(Locale.ROOT).replace('-', '_');
        boolean meant = CIPHER.matcher(upper).matches();
        findings.error(
                Code.UNKNOWN_VALUE,
                word.span(),
                "no cipher suite is " + quote(word.text()),
                (meant ? "did you mean `" + upper + "`? " : "")
                        + "Write IANA names such as TLS_AES_256_GCM_SHA384, or with a star: TLS_AES_*");
        return Optional.empty();
    }
}
