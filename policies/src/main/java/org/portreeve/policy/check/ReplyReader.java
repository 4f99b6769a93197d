package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Operation;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.SymbolicReply;

/** Reads {@code reply:} and checks that the operations of the rule can be answered so. */
final class ReplyReader {
    private static final List<String> KNOWN = Arrays.stream(SymbolicReply.values())
            .filter(SymbolicReply::isForPolicies)
            .map(SymbolicReply::symbol)
            .toList();

    private final Diagnostics findings;

    ReplyReader(Diagnostics findings) {
        this.findings = findings;
    }

    Optional<SymbolicReply> read(Fields fields, Set<Operation> named) {
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
        named.stream()
                .sorted()
                .filter(each -> !ReplyFit.fits(reply.get(), each))
                .findFirst()
                .ifPresent(operation -> {
                    findings.error(
                            Code.IMPOSSIBLE_REPLY,
                            word.get().span(),
                            "reply not possible on " + operation.symbol(),
                            reason(reply.get(), operation));
                });
        return reply;
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
