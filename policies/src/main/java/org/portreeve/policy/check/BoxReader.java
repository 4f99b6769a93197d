package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** Reads the matchers of a rule, an exception, a limit or an assertion. */
final class BoxReader {
    private static final String ANY = "any";

    /** What {@code op} can name. */
    static final List<String> OPERATIONS = Stream.concat(
                    Stream.of(ANY, "write", "rename"),
                    Stream.of(Operation.values()).map(Operation::symbol))
            .toList();

    /** Operations that move the bytes of a file. */
    static final Set<Operation> SIZED =
            Set.of(Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private final Names names;
    private final PathReader pathReader;
    private final WindowReader windows;
    private final SizeReader sizes;
    private final CertificateReader certificates;
    private final Diagnostics findings;

    BoxReader(Scope scope) {
        this.names = scope.names();
        this.findings = scope.findings();
        this.pathReader = new PathReader(scope.paths(), findings);
        this.windows = new WindowReader(findings);
        this.sizes = new SizeReader(findings);
        this.certificates = new CertificateReader(findings);
    }

    Box read(Fields fields) {
        return read(fields, Optional.empty());
    }

    /**
     * Reads a box. What has a size is read or written, so with {@code size} the box covers nothing else.
     *
     * @param expires the last day of an exception
     */
    Box read(Fields fields, Optional<LocalDate> expires) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        Set<Operation> named = EnumSet.noneOf(Operation.class);
        fields.get("op")
                .ifPresent(node -> Values.words(node, "op", findings).forEach(word -> {
                    Set<Operation> covered = operations(word);
                    operations.addAll(covered);
                    named.addAll(word.text().equals(ANY) ? Set.of() : covered);
                }));
        Set<Operation> all = fields.has("op") ? operations : EnumSet.complementOf(EnumSet.of(Operation.CONNECT));
        if (fields.has("size")) {
            all.retainAll(SIZED);
        }
        return new Box(
                all,
                fields.has("op") || fields.has("size"),
                named,
                users(fields),
                groups(fields),
                from(fields),
                listeners(fields),
                set(fields, "control", word -> control(word).stream()),
                set(fields, "account", word -> names.account(word, findings).stream()),
                list(fields, "certificate", word -> certificates.read(word).stream()),
                set(fields, "command", word -> command(word).stream()),
                paths(fields),
                list(fields, "during", word -> windows.read(word).stream()),
                list(fields, "size", word -> sizes.read(word).stream()),
                expires);
    }

    Optional<Set<String>> users(Fields fields) {
        return set(fields, "user", word -> {
            names.user(word, findings);
            return Values.user(word, findings).stream();
        });
    }

    Optional<Set<String>> groups(Fields fields) {
        return set(fields, "group", word -> names.group(word, findings).stream());
    }

    Optional<Set<String>> listeners(Fields fields) {
        return set(fields, "listener", word -> Stream.of(word.text()));
    }

    Optional<Origin> from(Fields fields) {
        return fields.get("from").map(node -> names.origin(Values.words(node, "from", findings), findings));
    }

    Optional<List<PathPattern>> paths(Fields fields) {
        return list(fields, "path", word -> pathReader.read(word).stream());
    }

    private <T> Optional<List<T>> list(Fields fields, String key, Function<Scalar, Stream<T>> read) {
        return fields.get(key)
                .map(node ->
                        Values.words(node, key, findings).stream().flatMap(read).toList());
    }

    private <T> Optional<Set<T>> set(Fields fields, String key, Function<Scalar, Stream<T>> read) {
        return this.<T>list(fields, key, read).map(LinkedHashSet::new);
    }

    private Set<Operation> operations(Scalar word) {
        String text = word.text();
        if (text.equals(ANY)) {
            return EnumSet.complementOf(EnumSet.of(Operation.CONNECT));
        }
        Set<Operation> covered = EnumSet.noneOf(Operation.class);
        for (Operation each : Operation.values()) {
            if (each.symbol().equals(text) || each.symbol().startsWith(text + ".")) {
                covered.add(each);
            }
        }
        if (covered.isEmpty()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "unknown operation " + quote(text),
                    hint(text) + String.join(", ", OPERATIONS) + ".");
        }
        return covered;
    }

    private static String hint(String text) {
        String verb = Verb.canonical(text);
        if (Words.nearest(text, OPERATIONS).isPresent() || !Verb.isKnown(verb)) {
            return Words.didYouMean(text, OPERATIONS) + "Known are ";
        }
        return Verb.operation(verb, true, false)
                        .map(each -> "did you mean `" + each.symbol() + "`? `" + verb + "` is a command")
                        .orElse("did you mean `command: " + verb + "`? It is a command")
                + "; operations are ";
    }

    private Optional<Channel> control(Scalar word) {
        return Values.choice(word, "control", Keys.CHANNELS, findings)
                .map(value -> value.equals("tls") ? Channel.PROTECTED : Channel.CLEAR);
    }

    private Optional<String> command(Scalar word) {
        String verb = Verb.canonical(word.text());
        boolean known =
                Verb.isHousekeeping(verb) || Verb.operation(verb, true, false).isPresent();
        if (!known) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "unknown command " + quote(word.text()),
                    Words.didYouMean(verb, Verb.known())
                            + "It is an FTP verb such as STOR or PASV. For what commands do, use `op:`.");
            return Optional.empty();
        }
        return Optional.of(verb);
    }
}
