package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portreeve.policy.Operation;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.SymbolicReply;

/** Reads {@code reply:} and checks that the operations of the rule can be answered so. */
final class ReplyReader {
    static final List<String> KNOWN = Arrays.stream(SymbolicReply.values())
            .filter(SymbolicReply::isForPolicies)
            .map(SymbolicReply::symbol)
            .toList();

    private final Diagnostics findings;

    ReplyReader(Diagnostics findings) {
        this.findings = findings;
    }

    /**
     * Reads the reply.
     *
     * @param named operations that are meant by name; a reply that does not fit one of them is an error
     * @param covered operations that are meant besides; there it is a warning
     */
    Optional<SymbolicReply> read(Fields fields, Set<Operation> named, Set<Operation> covered) {
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
                    Words.didYouMean(word.get().text(), KNOWN) + "Known are " + String.join(", ", KNOWN) + ".");
            return reply;
        }
        List<Operation> impossible = misfits(reply.get(), named);
        List<Operation> doubtful = misfits(reply.get(), covered);
        if (!impossible.isEmpty()) {
            Operation first = impossible.get(0);
            findings.error(
                    Code.IMPOSSIBLE_REPLY,
                    word.get().span(),
                    "reply not possible on " + first.symbol(),
                    reason(reply.get(), first));
        } else if (!doubtful.isEmpty()) {
            findings.warning(
                    Code.DOUBTFUL_REPLY,
                    word.get().span(),
                    "reply does not fit all that the rule covers",
                    "it is sent as written, also to "
                            + doubtful.stream().map(Operation::symbol).collect(Collectors.joining(", ")) + ": "
                            + reason(reply.get(), doubtful.get(0)));
        }
        return reply;
    }

    private static List<Operation> misfits(SymbolicReply reply, Set<Operation> operations) {
        return operations.stream()
                .sorted()
                .filter(each -> !ReplyFit.fits(reply, each))
                .toList();
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
                        ? "after login, clients take 530 for a wrong password. Use not-permitted."
                        : "it says nothing that a client could act on here. Use not-permitted, or leave the operation"
                                + " out.";
        };
    }
}
