package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.testing.PolicyTest;
import org.portreeve.policy.testing.Word;
import org.portreeve.reply.SymbolicReply;

/** Reads one item of {@code tests:}. */
final class TestReader {
    static final List<String> MANDATORY = List.of("do", "expect");
    private static final String ALLOW = "allow";

    /** What a test can expect. */
    static final List<String> OUTCOMES =
            Stream.concat(Stream.of(ALLOW), ReplyReader.KNOWN.stream()).toList();

    /** Only to find faults: when a test is run, the moment is given anew. */
    private static final Instant ANY_MOMENT = Instant.EPOCH;

    private final ZoneId zone;
    private final Diagnostics findings;

    TestReader(ZoneId zone, Diagnostics findings) {
        this.zone = zone;
        this.findings = findings;
    }

    Optional<PolicyTest> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.TEST, findings);
        boolean complete = true;
        Map<String, Scalar> words = new LinkedHashMap<>();
        for (String key : fields.entries().keySet()) {
            Optional<Scalar> word = fields.get(key).flatMap(node -> Values.word(node, key, findings));
            complete &= word.isPresent();
            if (word.isPresent() && Word.of(key).isPresent()) {
                words.put(key, word.get());
            }
        }
        for (String key : MANDATORY) {
            if (!fields.has(key)) {
                complete = false;
                findings.error(
                        Code.MISSING_KEY,
                        fields.span(),
                        "test has no `" + key + "`",
                        "for example {as: acme, from: 192.0.2.7, do: STOR /in/a.csv, expect: allow}");
            }
        }
        Optional<Scalar> expect = fields.get("expect")
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(word -> !word.text().isEmpty() && !word.damaged());
        Optional<SymbolicReply> reply = expect.flatMap(this::reply);
        boolean understood = expect.filter(
                        word -> reply.isPresent() || word.text().equals(ALLOW))
                .isPresent();
        if (!complete || !words.containsKey("do")) {
            return Optional.empty();
        }
        PolicyTest test = new PolicyTest(words, zone, reply, fields.span());
        boolean asks = test.question(ANY_MOMENT, findings).isPresent();
        return asks && understood ? Optional.of(test) : Optional.empty();
    }

    private Optional<SymbolicReply> reply(Scalar word) {
        Optional<SymbolicReply> reply = SymbolicReply.of(word.text()).filter(SymbolicReply::isForPolicies);
        if (reply.isEmpty() && !word.text().equals(ALLOW)) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "unknown outcome " + quote(word.text()),
                    ReplyReader.hint(word.text(), OUTCOMES));
        }
        return reply;
    }
}
