package org.portreeve.policy.check;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Operation;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads the {@code needs} of a {@code require}. */
final class NeedsReader {
    private static final String EXAMPLE = "needs: {control: tls, data: private}";

    /** Before the handshake is over, and before USER, there are none of these. */
    private static final List<String> AFTER_CONNECT = List.of("tls", "cipher", "certificate", "account");

    private final Names names;
    private final Diagnostics findings;
    private final TlsReader tls;

    NeedsReader(Scope scope) {
        this.names = scope.names();
        this.findings = scope.findings();
        this.tls = new TlsReader(findings);
    }

    Optional<Require> read(Fields rule, Box box) {
        if (!rule.has("needs")) {
            findings.error(
                    Code.MISSING_KEY, rule.keySpan("require"), "`require` has no `needs`", "for example " + EXAMPLE);
        }
        return rule.get("needs")
                .flatMap(node -> Values.mapping(node, "needs", EXAMPLE, findings))
                .map(mapping -> read(mapping, box, rule.has("reply")));
    }

    private Require read(Mapping mapping, Box box, boolean answered) {
        Fields needs = Fields.of(mapping, Schema.NEEDS, findings);
        if (mapping.entries().isEmpty()) {
            findings.error(Code.EMPTY_VALUE, mapping.span(), "`needs` is empty", "for example " + EXAMPLE);
        }
        phases(needs, box);
        if (box.named().contains(Operation.CONNECT) && needs.has("control") && !answered) {
            findings.warning(
                    Code.IMPOSSIBLE_REPLY,
                    needs.keySpan("control"),
                    "reply not possible on connect",
                    "it would be tls-required, and RFC 959 knows only 421 before the greeting. Add `reply:"
                            + " service-unavailable`.");
        }
        Values.choice(needs, "control", Keys.PROTECTED, findings);
        Values.choice(needs, "certificate", Keys.VALID, findings);
        Values.choice(needs, "data", Keys.PRIVATE, findings);
        Values.choice(needs, "resumption", Keys.REQUIRED, findings);
        Values.choice(needs, "close-notify", Keys.REQUIRED, findings);
        return new Require(
                needs.has("control"),
                versions(needs),
                needs.get("cipher")
                        .map(node -> Values.words(node, "cipher", findings).stream()
                                .flatMap(word -> tls.cipher(word).stream())
                                .toList()),
                needs.has("certificate"),
                needs.has("data"),
                needs.has("resumption"),
                needs.has("close-notify"),
                needs.get("account").map(node -> account(node, needs)),
                box.named().contains(Operation.LOGIN));
    }

    private void phases(Fields needs, Box box) {
        if (!box.named().contains(Operation.CONNECT)) {
            return;
        }
        AFTER_CONNECT.stream()
                .filter(needs::has)
                .forEach(need -> findings.error(
                        Code.UNKNOWN_IN_PHASE,
                        needs.keySpan(need),
                        "`" + need + "` is not known at connect",
                        need.equals("account")
                                ? "this rule has `op: connect`, before USER and ACCT. Use `op: login`, or the operations"
                                        + " that cost."
                                : "this rule has `op: connect`, before the TLS handshake is over. Use `op: login`, or"
                                        + " `op: any`."));
    }

    private Optional<Set<TlsVersion>> versions(Fields needs) {
        return needs.get("tls").map(node -> {
            Set<TlsVersion> versions = EnumSet.noneOf(TlsVersion.class);
            Values.words(node, "tls", findings).forEach(word -> versions.addAll(tls.versions(word)));
            return versions;
        });
    }

    private AccountNeed account(Node node, Fields needs) {
        boolean given = node instanceof Scalar scalar && scalar.text().equals("given");
        if (given && !names.hasAccounts()) {
            findings.warning(
                    Code.UNCHECKED_ACCOUNT,
                    needs.keySpan("account"),
                    "any account will do",
                    "there is no `accounts:` section, so every code that is not empty is taken. Say there which"
                            + " code belongs to whom.");
        }
        Set<String> codes = new LinkedHashSet<>();
        if (!given) {
            Values.words(node, "account", findings).forEach(word -> {
                if (word.text().equals("given")) {
                    findings.error(
                            Code.UNKNOWN_VALUE,
                            word.span(),
                            "`given` is no code",
                            "a list holds codes, and `given` is any of them: write `account: given`, or only the codes.");
                } else {
                    names.account(word, findings).ifPresent(codes::add);
                }
            });
        }
        return new AccountNeed(codes);
    }
}
