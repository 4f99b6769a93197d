package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.check.Rule.Effect;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;
import org.portreeve.reply.SymbolicReply;

/** Reads one item of {@code rules:}. */
final class RuleReader {
    private static final List<String> KINDS = List.of("allow", "refuse", "require");

    private final Ids ids;
    private final Names names;
    private final Diagnostics findings;
    private final BoxReader boxes;
    private final Phases phases;

    RuleReader(Ids ids, Names names, Diagnostics findings) {
        this.ids = ids;
        this.names = names;
        this.findings = findings;
        this.boxes = new BoxReader(names, findings);
        this.phases = new Phases(findings);
    }

    Optional<Rule> read(Mapping mapping) {
        Fields fields = Fields.of(mapping, Schema.RULE, findings);
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            findings.error(
                    Code.RULE_KIND,
                    kinds.isEmpty()
                            ? Span.at(mapping.span().line(), mapping.span().column(), 1)
                            : fields.keySpan(kinds.get(1)),
                    kinds.isEmpty() ? "rule does nothing" : "rule does two things",
                    "it has one of `allow: NAME`, `refuse: NAME` and `require: NAME`.");
        }
        String kind = kinds.isEmpty() ? "allow" : kinds.get(0);
        Optional<String> id = kinds.isEmpty() ? Optional.empty() : ids.take(fields, kind);
        Box box = boxes.read(fields);
        phases.check(fields, box.named());
        housekeeping(fields, box);
        Optional<Effect> effect = effect(fields, kind, kinds.size(), box);
        Optional<SymbolicReply> reply = reply(fields, kind, box);
        List<Box> unless = unless(fields, box);
        fields.get("why").ifPresent(node -> Values.word(node, "why", findings));
        return id.flatMap(name -> effect.map(
                each -> new Rule(name, new Place("", fields.keySpan(kind)), each, false, box, unless, reply)));
    }

    private void housekeeping(Fields fields, Box box) {
        boolean keeping = box.commands().orElse(Set.of()).stream().anyMatch(Verb::isHousekeeping);
        for (String key : List.of("path", "op")) {
            boolean narrows = key.equals("path") || !box.named().isEmpty();
            if (keeping
                    && fields.has(key)
                    && narrows
                    && !box.commands().orElse(Set.of()).contains("STAT")) {
                findings.error(
                        Code.KEY_NOT_HERE,
                        fields.keySpan(key),
                        "`" + key + "` does not go with this `command`",
                        "such a command keeps the dialogue going and works on no file. Remove `" + key + "`.");
            }
        }
    }

    private Optional<Effect> effect(Fields fields, String kind, int kinds, Box box) {
        boolean require = kind.equals("require");
        if (!require && kinds == 1 && fields.has("needs")) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    fields.keySpan("needs"),
                    "`needs` does not go with `" + kind + "`",
                    "only `require: NAME` has needs. To allow something under a condition, allow it in one rule and"
                            + " require the condition in another.");
        }
        return switch (kind) {
            case "allow" -> Optional.of(new Rule.Allow());
            case "refuse" -> Optional.of(new Rule.Refuse());
            default -> needs(fields, box);
        };
    }

    private Optional<Effect> needs(Fields fields, Box box) {
        String example = "needs: {control: tls, data: private}";
        if (!fields.has("needs")) {
            findings.error(
                    Code.MISSING_KEY, fields.keySpan("require"), "`require` has no `needs`", "for example " + example);
        }
        Optional<Mapping> mapping =
                fields.get("needs").flatMap(node -> Values.mapping(node, "needs", example, findings));
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Fields needs = Fields.of(mapping.get(), Schema.NEEDS, findings);
        if (mapping.get().entries().isEmpty()) {
            findings.error(Code.EMPTY_VALUE, mapping.get().span(), "`needs` is empty", "for example " + example);
        }
        exactly(needs, "control", "tls");
        exactly(needs, "data", "private");
        Optional<AccountNeed> account = account(needs, box);
        boolean atLogin = box.named().contains(Operation.LOGIN);
        return Optional.of(new Rule.Require(
                needs.has("control"), Optional.empty(), Optional.empty(), false, needs.has("data"), account, atLogin));
    }

    private void exactly(Fields needs, String key, String only) {
        needs.get(key)
                .flatMap(node -> Values.word(node, key, findings))
                .filter(word -> !word.text().equals(only))
                .ifPresent(word -> findings.error(
                        Code.UNKNOWN_VALUE,
                        word.span(),
                        "unknown value " + quote(word.text()) + " of `" + key + "`",
                        "what can be needed is `" + key + ": " + only + "`."));
    }

    private Optional<AccountNeed> account(Fields needs, Box box) {
        Optional<Node> node = needs.get("account");
        if (node.isPresent() && box.named().contains(Operation.CONNECT)) {
            findings.error(
                    Code.UNKNOWN_IN_PHASE,
                    needs.keySpan("account"),
                    "`account` is not known at connect",
                    "this rule has `op: connect`, before USER and ACCT. Use `op: login`, or the operations that cost.");
        }
        return node.map(each -> {
            boolean given = each instanceof Scalar scalar && scalar.text().equals("given");
            if (given && names.accounts().isEmpty()) {
                findings.warning(
                        Code.UNCHECKED_ACCOUNT,
                        needs.keySpan("account"),
                        "any account will do",
                        "there is no `accounts:` section, so every code that is not empty is taken. Say there which"
                                + " code belongs to whom.");
            }
            Set<String> codes = new LinkedHashSet<>();
            if (!given) {
                Values.words(each, "account", findings).forEach(word -> codes.add(word.text()));
            }
            return new AccountNeed(codes);
        });
    }

    private Optional<SymbolicReply> reply(Fields fields, String kind, Box box) {
        if (kind.equals("allow") && fields.has("reply")) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    fields.keySpan("reply"),
                    "`reply` does not go with `allow`",
                    "what is allowed is answered by the server. Only `refuse` and `require` have a reply.");
        }
        return new ReplyReader(findings).read(fields, box.named());
    }

    private List<Box> unless(Fields fields, Box rule) {
        List<Box> read = new ArrayList<>();
        Optional<Node> node = fields.get("unless");
        List<Node> items = node.map(each -> each instanceof Sequence sequence ? sequence.items() : List.of(each))
                .orElse(List.of());
        if (node.isPresent() && items.isEmpty()) {
            findings.error(
                    Code.EMPTY_VALUE,
                    node.get().span(),
                    "`unless` is an empty list",
                    "write an exception, or remove it.");
        }
        for (Node item : items) {
            Values.mapping(item, "unless", "unless: {group: operators, from: office}", findings)
                    .ifPresent(mapping -> read.add(exception(mapping, rule)));
        }
        return read;
    }

    private Box exception(Mapping mapping, Box rule) {
        Fields fields = Fields.of(mapping, Schema.UNLESS, findings);
        Box box = boxes.read(fields);
        boolean narrows =
                mapping.entries().stream().anyMatch(entry -> !entry.key().text().equals("why"));
        if (!narrows) {
            findings.error(
                    Code.EMPTY_VALUE,
                    mapping.span(),
                    "exception without a matcher",
                    "it would switch the rule off. Say for whom or what the rule does not hold.");
        }
        phases.check(fields, box.opGiven() ? box.named() : rule.named());
        fields.get("why").ifPresent(each -> Values.word(each, "why", findings));
        return box;
    }
}
