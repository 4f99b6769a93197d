package org.portreeve.policy.testing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;
import org.portreeve.reply.SymbolicReply;

/**
 * One item of {@code tests:}: a question, and the answer that the admin expects.
 *
 * @param words of the question
 * @param zone of {@code at}
 * @param expected empty for {@code allow}
 * @param span where it begins
 */
public record PolicyTest(Map<String, Scalar> words, ZoneId zone, Optional<SymbolicReply> expected, Span span) {
    /** A moment in the middle of the week and of the day, so that a test means the same whenever it runs. */
    private static final String USUAL_MOMENT = "wed 12:00";

    public PolicyTest {
        Map<String, Scalar> all = new LinkedHashMap<>(words);
        all.putIfAbsent(Word.AT.key(), new Scalar(USUAL_MOMENT, span, false));
        words = Map.copyOf(all);
    }

    /**
     * The question as it is to be put now.
     *
     * @return nothing if errors were reported
     */
    public Optional<Question> question(Instant now, Diagnostics findings) {
        return Question.read(words, span, zone, now, findings);
    }

    /** {@code allow} or the symbol of the reply. */
    public String expectation() {
        return expected.map(SymbolicReply::symbol).orElse("allow");
    }

    /** The question as people read it, without what is secret. */
    public String describe() {
        String facts = Arrays.stream(Word.values())
                .filter(word -> words.containsKey(word.key()) && word != Word.DO)
                .map(this::describe)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return Spoken.shown(textOf(Word.DO)) + (facts.isEmpty() ? "" : "  (" + facts + ")");
    }

    private String describe(Word word) {
        return switch (word) {
            case AS -> textOf(word);
            case ACCOUNT -> "account given";
            case AT -> textOf(word).equals(USUAL_MOMENT) ? "" : textOf(word);
            case EXISTS -> textOf(word).equals("true") ? "the file exists" : "";
            case FROM, LISTENER, CONTROL, TLS, CIPHER, CERTIFICATE, DATA, SIZE, DO -> word.key() + " " + textOf(word);
        };
    }

    private String textOf(Word word) {
        Scalar scalar = words.get(word.key());
        return scalar == null ? "" : scalar.text();
    }

    /** Account codes are secrets. */
    @Override
    public String toString() {
        return "PolicyTest[" + describe() + " -> " + expectation() + "]";
    }
}
