package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portreeve.policy.Limit;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.SymbolicReply;

/** Reads one item of {@code limits:}. What makes no sense together is an error, for it would be ignored. */
final class LimitReader {
    static final List<String> MANDATORY = List.of("limit", "count", "per", "max");
    private static final String EXAMPLE = "{limit: storage, count: bytes-stored, per: user, max: 10GiB}";
    static final Pattern SHARE = Pattern.compile("([1-9][0-9]?)%");
    static final Pattern CREDIT = Pattern.compile("(0|[1-9][0-9]{0,5})(?:\\.([0-9]{1,3}))?x");
    private static final Map<String, String> ADVERBS =
            Map.of("hourly", "hour", "daily", "day", "weekly", "week", "monthly", "month");
    static final Map<String, Limit.Count> COUNTS = bySymbol(Limit.Count.values(), Limit.Count::symbol);
    static final Map<String, Limit.Per> PERS = bySymbol(Limit.Per.values(), Limit.Per::symbol);
    static final Map<String, Limit.Every.Unit> CALENDAR = bySymbol(Limit.Every.Unit.values(), Limit.Every.Unit::symbol);

    private final Ids ids;
    private final BoxReader boxes;
    private final Amounts amounts;
    private final Times times;
    private final ReplyReader replies;
    private final Diagnostics findings;

    LimitReader(Ids ids, Scope scope) {
        this.ids = ids;
        this.boxes = new BoxReader(scope);
        this.findings = scope.findings();
        this.amounts = new Amounts(findings);
        this.times = new Times(findings);
        this.replies = new ReplyReader(findings);
    }

    Optional<Bound> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.LIMIT, findings);
        for (String key : MANDATORY) {
            if (!fields.has(key)) {
                findings.error(Code.MISSING_KEY, fields.span(), "limit has no `" + key + "`", "for example " + EXAMPLE);
            }
        }
        Optional<String> id = ids.take(fields, "limit", findings);
        Optional<Limit.Count> count = choice(fields, "count", COUNTS);
        Optional<Limit.Per> per = choice(fields, "per", PERS);
        fields.get("why").ifPresent(node -> Values.word(node, "why", findings));
        if (count.isEmpty()) {
            return Optional.empty();
        }
        Countable countable = Countable.of(count.get());
        Optional<Long> max = word(fields, "max").flatMap(word -> max(word, count.get(), countable));
        Optional<Long> credit = word(fields, "credit").flatMap(this::credit);
        Optional<Limit.Every> every = word(fields, "every").flatMap(this::every);
        List<Integer> warnings = warnings(fields);
        Optional<Duration> ban = word(fields, "ban").flatMap(times::length);
        Values.choice(fields, "then", Keys.THENS, findings);
        fit(fields, count.get(), countable, per);
        SymbolicReply reply = reply(fields, countable);
        Bound bound = new Bound(
                id.orElse(""),
                findings.place(fields.valueSpan("limit")),
                Modes.isObserved(fields, findings),
                count.get(),
                per.orElse(Limit.Per.USER),
                max.orElse(0L),
                credit.orElse(0L),
                every,
                warnings,
                ban,
                fields.has("then"),
                reply,
                boxes.users(fields),
                boxes.groups(fields),
                boxes.from(fields),
                boxes.listeners(fields),
                boxes.paths(fields));
        return id.isPresent() && max.isPresent() && per.isPresent() ? Optional.of(bound) : Optional.empty();
    }

    private static <T> Map<String, T> bySymbol(T[] values, Function<T, String> symbol) {
        Map<String, T> all = new LinkedHashMap<>();
        Arrays.stream(values).forEach(each -> all.put(symbol.apply(each), each));
        return Collections.unmodifiableMap(all);
    }

    private <T> Optional<T> choice(Fields fields, String key, Map<String, T> known) {
        return Values.choice(fields, key, List.copyOf(known.keySet()), findings)
                .flatMap(each -> Optional.ofNullable(known.get(each)));
    }

    private Optional<Scalar> word(Fields fields, String key) {
        return fields.get(key).flatMap(node -> Values.word(node, key, findings));
    }

    private Optional<Long> max(Scalar word, Limit.Count count, Countable countable) {
        Optional<Long> max = switch (countable.unit()) {
            case BYTES -> amounts.bytes(word, word.text());
            case NUMBER -> amounts.number(word, things(count));
            case LENGTH_OF_TIME -> times.length(word).map(Duration::toMillis);
            case RATE -> amounts.rate(word);
        };
        boolean everything = max.filter(each -> each == 0).isPresent() && !countable.paths();
        if (everything) {
            findings.error(
                    Code.BAD_NUMBER,
                    word.span(),
                    "nothing would go any more",
                    "to refuse everything write a rule: {refuse: NAME, op: login}.");
        }
        return max;
    }

    private static String things(Limit.Count count) {
        return switch (count) {
            case FILES_STORED, FILES_WRITTEN, FILES_READ -> "files";
            case FAILED_LOGINS -> "logins";
            case SESSIONS, COMMANDS -> count.symbol();
            default -> "things";
        };
    }

    private Optional<Limit.Every> every(Scalar word) {
        Limit.Every.Unit unit = CALENDAR.get(word.text());
        if (unit != null) {
            return Optional.of(new Limit.Every.Calendar(unit));
        }
        if (Character.isDigit(word.text().charAt(0))) {
            return times.length(word).map(Limit.Every.Sliding::new);
        }
        String meant = Optional.ofNullable(ADVERBS.get(word.text()))
                .or(() -> Words.nearest(word.text(), CALENDAR.keySet()))
                .map(each -> "did you mean `" + each + "`? ")
                .orElse("");
        findings.error(
                Code.BAD_TIME,
                word.span(),
                quote(word.text()) + " is not a length of time",
                meant + "Write hour, day, week or month by the calendar, or the last 10m, 24h, 7d.");
        return Optional.empty();
    }

    /** In thousandths. */
    private Optional<Long> credit(Scalar word) {
        Matcher credit = CREDIT.matcher(word.text());
        if (!credit.matches()) {
            boolean bare = CREDIT.matcher(word.text() + "x").matches();
            findings.error(
                    Code.BAD_NUMBER,
                    word.span(),
                    quote(word.text()) + " is not a ratio",
                    bare
                            ? "did you mean " + word.text() + "x ?"
                            : "write how many bytes (or files) one that was uploaded earns: 3x, or 0.5x; up to three"
                                    + " digits behind the point.");
            return Optional.empty();
        }
        String fraction = Optional.ofNullable(credit.group(2)).orElse("");
        long thousandths = Long.parseLong(credit.group(1) + (fraction + "000").substring(0, 3));
        if (thousandths == 0) {
            findings.error(
                    Code.BAD_NUMBER,
                    word.span(),
                    "uploads would earn nothing",
                    "remove `credit`; `max` alone says what may be downloaded.");
            return Optional.empty();
        }
        return Optional.of(thousandths);
    }

    private List<Integer> warnings(Fields fields) {
        List<Scalar> words = fields.get("warn")
                .map(node -> Values.words(node, "warn", findings))
                .orElse(List.of());
        List<Integer> shares = new ArrayList<>();
        for (Scalar word : words) {
            Matcher share = SHARE.matcher(word.text());
            if (share.matches()) {
                shares.add(Integer.parseInt(share.group(1)));
            } else {
                boolean bare = SHARE.matcher(word.text() + "%").matches();
                findings.error(
                        Code.BAD_NUMBER,
                        word.span(),
                        quote(word.text()) + " is not a share of the limit",
                        bare ? "did you mean " + word.text() + "% ?" : "write 1% to 99%, for example [80%, 95%].");
            }
        }
        return shares.stream().sorted().distinct().toList();
    }

    private void fit(Fields fields, Limit.Count count, Countable countable, Optional<Limit.Per> per) {
        boolean wholeSession = per.filter(each -> each == Limit.Per.SESSION).isPresent();
        if (countable.flow() && !wholeSession && !fields.has("every")) {
            findings.error(
                    Code.MISSING_KEY,
                    fields.keySpan("count"),
                    "`count: " + count.symbol() + "` has no `every`",
                    "for how long does it count? Write every: day, or the last so and so long: every: 24h.");
        }
        Countable.misfits(count).forEach((key, help) -> misfit(fields, key, count, help));
        per.filter(each -> !countable.pers().contains(each))
                .ifPresent(each -> findings.error(
                        Code.KEY_NOT_HERE,
                        fields.valueSpan("per"),
                        "`per: " + each.symbol() + "` does not go with `count: " + count.symbol() + "`",
                        "it can be per "
                                + countable.pers().stream()
                                        .map(Limit.Per::symbol)
                                        .collect(Collectors.joining(", ")) + "."));
    }

    private void misfit(Fields fields, String key, Limit.Count count, String help) {
        boolean harmless = key.equals("reply")
                && count == Limit.Count.IDLE_TIME
                && word(fields, key)
                        .filter(each -> each.text().equals(SymbolicReply.SERVICE_UNAVAILABLE.symbol()))
                        .isPresent();
        if (fields.has(key) && !harmless) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    fields.keySpan(key),
                    "`" + key + "` does not go with `count: " + count.symbol() + "`",
                    help);
        }
    }

    private SymbolicReply reply(Fields fields, Countable countable) {
        return replies.read(fields, countable.answered()).orElse(countable.reply());
    }
}
