package org.portreeve.policy.testing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;
import org.portreeve.reply.ReplyPhase;

/**
 * What somebody wants to know of a policy: may this session do that?
 *
 * @param operation what would be done; empty for housekeeping
 * @param verb the canonical verb
 * @param path the absolute virtual path; null where there is none
 * @param size in bytes; {@link Request#UNKNOWN_SIZE} if nobody said one
 * @param at the moment of the question
 */
public record Question(
        Session session,
        Optional<Operation> operation,
        String verb,
        @Nullable String path,
        long size,
        Instant at) {

    /** Words that stand in no file. */
    private static final SourceText NOWHERE = SourceText.of("", "");

    /**
     * Reads the words of a question ({@link Word}), as the command line and batches give them.
     *
     * @param zone of {@code at}
     * @param now the moment where {@code at} is not said, and from which {@code wed 12:00} counts back
     * @throws InvalidQuestionException if they make no sense
     */
    public static Question of(Map<String, String> words, ZoneId zone, Instant now) throws InvalidQuestionException {
        Diagnostics findings = unread();
        Map<String, Scalar> spanned = new LinkedHashMap<>();
        words.forEach((key, text) -> spanned.put(key, new Scalar(text, Span.START, false)));
        return read(spanned, Span.START, zone, now, findings)
                .orElseThrow(() -> new InvalidQuestionException(findings.sorted()));
    }

    /** For findings that nobody will read in a file. */
    static Diagnostics unread() {
        return new Diagnostics(NOWHERE);
    }

    /** The same, of words in a file that begin at {@code start}. */
    static Optional<Question> read(
            Map<String, Scalar> words, Span start, ZoneId zone, Instant now, Diagnostics findings) {
        return new QuestionReader(words, start, zone, findings).read(now);
    }

    /** Puts it to the policy. */
    public Decision ask(Policy policy) {
        return operation
                .map(each -> policy.decide(request(each)))
                .orElseGet(() -> policy.stage(session).decideCommand(verb, at));
    }

    /** The request that it comes to; empty for housekeeping. */
    public Optional<Request> request() {
        return operation.map(this::request);
    }

    /** Where in the dialogue the answer would stand. */
    public ReplyPhase phase() {
        boolean early = operation
                .filter(each -> each == Operation.CONNECT || each == Operation.LOGIN)
                .isPresent();
        return early ? ReplyPhase.LOGIN : ReplyPhase.COMMAND;
    }

    private Request request(Operation what) {
        return new Request(session, what, verb, path, size, at);
    }
}
