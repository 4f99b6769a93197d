package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.portreeve.policy.Operation;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Reads {@code reply:} and checks that what the rule is about can be answered so. */
final class ReplyReader {
    static final List<String> KNOWN = Arrays.stream(SymbolicReply.values())
            .filter(SymbolicReply::isForPolicies)
            .map(SymbolicReply::symbol)
            .toList();

    private static final String WRONG_PASSWORD =
            "after login, clients take 530 for a wrong password. Use not-permitted.";

    private final Diagnostics findings;

    ReplyReader(Diagnostics findings) {
        this.findings = findings;
    }

    /** Reads the reply to these operations, all of which are meant by name. */
    Optional<SymbolicReply> read(Fields fields, Set<Operation> named) {
        Optional<SymbolicReply> reply = symbol(fields);
        reply.ifPresent(each -> isPossible(fields, each, named));
        return reply;
    }

    /**
     * Reads the reply of a rule. One that does not fit what {@code op} or {@code command} names is an error; one that does
     * not fit what {@code op: any} covers besides, a warning.
     *
     * @param covered what the rule can come to refuse; only asked for if there is a reply
     */
    Optional<SymbolicReply> read(Fields fields, Box box, Supplier<List<Act>> covered) {
        Optional<SymbolicReply> reply = symbol(fields);
        reply.ifPresent(each -> {
            if (box.commands().isPresent()) {
                commands(fields, each, covered.get());
            } else if (isPossible(fields, each, box.named())) {
                doubts(fields, each, covered.get());
            }
        });
        return reply;
    }

    private Optional<SymbolicReply> symbol(Fields fields) {
        Optional<Scalar> word = fields.get("reply").flatMap(node -> Values.word(node, "reply", findings));
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Optional<SymbolicReply> reply = SymbolicReply.of(word.get().text()).filter(SymbolicReply::isForPolicies);
        if (reply.isEmpty()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.get().span(),
                    "unknown reply " + quote(word.get().text()),
                    hint(word.get().text(), KNOWN));
        }
        return reply;
    }

    /** What may have been meant, and what there is. */
    static String hint(String text, List<String> known) {
        List<String> same = Arrays.stream(SymbolicReply.values())
                .filter(SymbolicReply::isForPolicies)
                .filter(each -> Arrays.stream(ReplyPhase.values())
                        .anyMatch(phase -> String.valueOf(
                                        Vocabulary.standard().reply(each, phase).code())
                                .equals(text)))
                .map(SymbolicReply::symbol)
                .toList();
        String numbered = same.isEmpty()
                ? ""
                : "replies are named by their meaning: " + text + " is " + String.join(" or ", same) + ". ";
        return numbered + Words.didYouMean(text, known) + "Known are " + String.join(", ", known) + ".";
    }

    private boolean isPossible(Fields fields, SymbolicReply reply, Set<Operation> named) {
        List<Operation> impossible = misfits(reply, named);
        impossible.stream().findFirst().ifPresent(each -> impossible(fields, each.symbol(), reason(reply, each)));
        return impossible.isEmpty();
    }

    private void commands(Fields fields, SymbolicReply reply, List<Act> covered) {
        covered.stream()
                .filter(act -> covered.stream()
                        .filter(other -> other.verb().equals(act.verb()))
                        .noneMatch(other -> fits(reply, other)))
                .findFirst()
                .ifPresent(act -> findings.warning(
                        Code.DOUBTFUL_REPLY,
                        fields.valueSpan("reply"),
                        "reply not possible on " + act.verb(),
                        act.operation().map(each -> reason(reply, each)).orElseGet(() -> reason(reply))));
    }

    private static boolean fits(SymbolicReply reply, Act act) {
        return act.operation()
                .map(each -> ReplyFit.fits(reply, each))
                .orElseGet(() -> ReplyFit.fits(reply, act.verb()));
    }

    private void impossible(Fields fields, String what, String reason) {
        findings.error(Code.IMPOSSIBLE_REPLY, fields.valueSpan("reply"), "reply not possible on " + what, reason);
    }

    private void doubts(Fields fields, SymbolicReply reply, List<Act> covered) {
        List<Operation> doubtful = misfits(
                reply, covered.stream().flatMap(act -> act.operation().stream()).collect(Collectors.toSet()));
        if (!doubtful.isEmpty()) {
            findings.warning(
                    Code.DOUBTFUL_REPLY,
                    fields.valueSpan("reply"),
                    "reply does not fit all that the rule covers",
                    "it is sent as written, also to "
                            + doubtful.stream().map(Operation::symbol).collect(Collectors.joining(", ")) + ": "
                            + reason(reply, doubtful.get(0)));
        }
    }

    private static List<Operation> misfits(SymbolicReply reply, Set<Operation> operations) {
        return operations.stream()
                .sorted()
                .filter(each -> !ReplyFit.fits(reply, each))
                .toList();
    }

    /** To housekeeping. */
    private static String reason(SymbolicReply reply) {
        return reply == SymbolicReply.LOGIN_REFUSED
                ? WRONG_PASSWORD
                : "no RFC gives it to this command, and it says nothing that a client could act on here. Use not-permitted"
                        + " or service-unavailable.";
    }

    private static String reason(SymbolicReply reply, Operation operation) {
        return switch (operation) {
            case CONNECT ->
                "RFC 959 knows only 421 before the greeting. Use service-unavailable, or refuse at login instead.";
            case LOGIN ->
                (reply == SymbolicReply.QUOTA_EXCEEDED
                                ? "RFC 959 gives no 552 to USER or PASS; clients may hang up."
                                : "this is no answer to USER or PASS; clients may hang up.")
                        + " Use login-refused or service-unavailable.";
            default ->
                reply == SymbolicReply.LOGIN_REFUSED
                        ? WRONG_PASSWORD
                        : "it says nothing that a client could act on here. Use not-permitted, or leave the operation"
                                + " out.";
        };
    }
}
