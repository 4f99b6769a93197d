package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads numbers and sizes: {@code 500}, {@code 10GiB}. */
final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+) ?([A-Za-z]*)");
    private static final Pattern FRACTION = Pattern.compile("[0-9]+[.,][0-9]+ ?[A-Za-z]*");

    /** Of bytes, in steps of 1024. */
    static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private static final String RATE = "/s";

    private final Diagnostics findings;

    Amounts(Diagnostics findings) {
        this.findings = findings;
    }

    /** Bytes, with or without a unit. */
    Optional<Long> bytes(Scalar word, String text) {
        return bytes(word, text, "");
    }

    private Optional<Long> bytes(Scalar word, String text, String per) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return notANumber(
                    word, text, per.isEmpty() ? "write 500, or 500MiB for bytes." : "write bytes a second: 500KiB/s.");
        }
        String unit = amount.group(2);
        return unit.isEmpty() || UNITS.contains(unit)
                ? value(word, amount.group(1), 10 * Math.max(0, UNITS.indexOf(unit)))
                : bad(word, "unknown unit " + quote(unit), unitHelp(amount.group(1), unit, per));
    }

    /** Bytes a second; {@code /s} may stand behind them. */
    Optional<Long> rate(Scalar word) {
        String text = word.text();
        return bytes(word, text.endsWith(RATE) ? text.substring(0, text.length() - RATE.length()) : text, RATE);
    }

    /**
     * A number of things.
     *
     * @param things what they are called
     */
    Optional<Long> number(Scalar word, String things) {
        Matcher amount = AMOUNT.matcher(word.text());
        if (!amount.matches()) {
            return notANumber(word, word.text(), "write the number of " + things + ", for example 500.");
        }
        return amount.group(2).isEmpty()
                ? value(word, amount.group(1), 0)
                : bad(word, things + " have no unit", "write the number of " + things + ": " + amount.group(1) + ".");
    }

    private Optional<Long> value(Scalar word, String digits, int shift) {
        BigInteger value = new BigInteger(digits.length() > 40 ? "9".repeat(40) : digits).shiftLeft(shift);
        return value.bitLength() > 63
                ? bad(word, "number is too large", "nothing stores more than 8388607TiB.")
                : Optional.of(value.longValueExact());
    }

    private Optional<Long> notANumber(Scalar word, String text, String help) {
        String whole = FRACTION.matcher(text).matches() ? "whole numbers only: 1536MiB, not 1.5GiB." : help;
        return bad(word, quote(text) + " is not a number", whole);
    }

    private static String unitHelp(String number, String unit, String per) {
        String binary = unit.substring(0, 1).toUpperCase(Locale.ROOT) + "iB";
        String meant = UNITS.contains(binary) ? "did you mean " + number + binary + per + " ? " : "";
        return meant + "Units are B, KiB, MiB, GiB and TiB, in steps of 1024; others are read in two ways.";
    }

    private Optional<Long> bad(Scalar word, String message, String help) {
        findings.error(Code.BAD_NUMBER, word.span(), message, help);
        return Optional.empty();
    }
}
