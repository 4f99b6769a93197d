package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Operation;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.SymbolicReply;

/** Reads one item of {@code limits:}. */
final class LimitReader {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+) ?([A-Za-z]*)");
    private static final Map<String, Integer> UNITS = Map.of("", 0, "B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);
    private static final Set<String> LATER_COUNTS = Set.of(
            "bytes-written",
            "bytes-read",
            "files-written",
            "files-read",
            "sessions",
            "failed-logins",
            "commands",
            "idle-time",
            "rate-up",
            "rate-down");
    private static final Set<String> LATER_PER =
            Set.of("session", "group", "account", "address", "network", "everyone");

    private static final Set<Limit.Count> SUPPORTED =
            EnumSet.of(Limit.Count.BYTES_STORED, Limit.Count.FILES_STORED, Limit.Count.FILE_SIZE);

    private final Ids ids;
    private final BoxReader boxes;
    private final Diagnostics findings;

    LimitReader(Ids ids, Names names, Diagnostics findings) {
        this.ids = ids;
        this.boxes = new BoxReader(names, findings);
        this.findings = findings;
    }

    Optional<Bound> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.LIMIT, findings);
        for (String key : List.of("limit", "count", "per", "max")) {
            if (!fields.has(key)) {
                findings.error(
                        Code.MISSING_KEY,
                        fields.span(),
                        "limit has no `" + key + "`",
                        "for example {limit: storage, count: bytes-stored, per: user, max: 10GiB}");
            }
        }
        Optional<String> id = ids.take(fields, "limit");
        Optional<Limit.Count> count = fields.get("count")
                .flatMap(node -> Values.word(node, "count", findings))
                .flatMap(this::count);
        fields.get("per").flatMap(node -> Values.word(node, "per", findings)).ifPresent(this::per);
        Optional<Long> max = fields.get("max")
                .flatMap(node -> Values.word(node, "max", findings))
                .flatMap(word -> amount(word, count));
        SymbolicReply reply = new ReplyReader(findings)
                .read(fields, EnumSet.of(Operation.WRITE_CREATE))
                .orElse(SymbolicReply.QUOTA_EXCEEDED);
        Optional<Set<String>> users = boxes.users(fields);
        Optional<Set<String>> groups = boxes.groups(fields);
        Optional<List<PathPattern>> paths = boxes.paths(fields);
        fields.get("why").ifPresent(node -> Values.word(node, "why", findings));
        if (id.isEmpty() || count.isEmpty() || max.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Bound(
                id.get(),
                new Place("", fields.keySpan("limit")),
                false,
                count.get(),
                Limit.Per.USER,
                max.get(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                reply,
                users,
                groups,
                Optional.empty(),
                Optional.empty(),
                paths));
    }

    private Optional<Limit.Count> count(Scalar word) {
        Optional<Limit.Count> count = SUPPORTED.stream()
                .filter(each -> symbol(each).equals(word.text()))
                .findFirst();
        if (count.isEmpty()) {
            reportValue(
                    word, "count", SUPPORTED.stream().map(LimitReader::symbol).toList(), LATER_COUNTS);
        }
        return count;
    }

    private void per(Scalar word) {
        if (!word.text().equals("user")) {
            reportValue(word, "per", List.of("user"), LATER_PER);
        }
    }

    private void reportValue(Scalar word, String key, List<String> known, Set<String> later) {
        boolean soon = later.contains(word.text());
        findings.error(
                soon ? Code.NOT_SUPPORTED : Code.UNKNOWN_VALUE,
                word.span(),
                soon
                        ? "`" + key + ": " + word.text() + "` is not supported by this version yet"
                        : "unknown value " + quote(word.text()) + " of `" + key + "`",
                (soon ? "" : Words.didYouMean(word.text(), known))
                        + "This version has "
                        + String.join(", ", known) + ".");
    }

    private Optional<Long> amount(Scalar word, Optional<Limit.Count> count) {
        Matcher amount = AMOUNT.matcher(word.text());
        if (!amount.matches()) {
            return badNumber(word, quote(word.text()) + " is not a number", "write 500, or 500MiB for bytes.");
        }
        String unit = amount.group(2);
        boolean files = count.filter(each -> each == Limit.Count.FILES_STORED).isPresent();
        if (files && !unit.isEmpty()) {
            return badNumber(word, "files have no unit", "write the number of files: " + amount.group(1) + ".");
        }
        Integer shift = UNITS.get(unit);
        if (shift == null) {
            return badNumber(word, "unknown unit " + quote(unit), unitHelp(amount.group(1), unit));
        }
        BigInteger value = new BigInteger(digits(amount.group(1))).shiftLeft(shift);
        if (value.bitLength() > 63) {
            return badNumber(word, "number is too large", "nothing stores more than 8388607TiB.");
        }
        return Optional.of(value.longValueExact());
    }

    private static String digits(String number) {
        return number.length() > 40 ? "9".repeat(40) : number;
    }

    private static String unitHelp(String number, String unit) {
        String binary = unit.isEmpty() ? "" : unit.substring(0, 1).toUpperCase(Locale.ROOT) + "iB";
        String meant = UNITS.containsKey(binary) ? "did you mean " + number + binary + " ? " : "";
        return meant + "Units are B, KiB, MiB, GiB and TiB, in steps of 1024; others are read in two ways.";
    }

    private Optional<Long> badNumber(Scalar word, String message, String help) {
        findings.error(Code.BAD_NUMBER, word.span(), message, help);
        return Optional.empty();
    }

    private static String symbol(Limit.Count count) {
        return count.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
