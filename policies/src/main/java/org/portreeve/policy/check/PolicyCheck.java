package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;

/** Checks a whole policy file. */
public final class PolicyCheck {
    private static final int MOST_RULES = 100_000;

    private final Document document;
    private final Diagnostics findings;

    private PolicyCheck(Document document, Diagnostics findings) {
        this.document = document;
        this.findings = findings;
    }

    /**
     * What the files mean; nothing if there is no tree. Only of use if there are no errors among the findings.
     *
     * @param clock tells which exceptions end soon
     */
    public static Optional<CheckedPolicy> check(PolicySources sources, Clock clock) {
        return sources.root()
                .map(root -> new PolicyCheck(root.document(), root.findings()).check(nameOf(sources.file())));
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private CheckedPolicy check(String fallbackName) {
        Fields file = Fields.of(document.root(), Schema.FILE, findings);
        version(file);
        String name = file.get("name")
                .flatMap(node -> Values.word(node, "name", findings))
                .map(Scalar::text)
                .orElse(fallbackName);
        boolean allows = allowsByDefault(file);
        Names names = Names.read(document, file, findings);
        Ids ids = new Ids(findings);
        List<Rule> rules = items(file, "rules", new RuleReader(ids, names, findings)::read);
        List<Bound> limits = items(file, "limits", new LimitReader(ids, names, findings)::read);
        return new CheckedPolicy(
                name,
                allows,
                false,
                ZoneOffset.UTC,
                names.groups(),
                names.networks(),
                names.accounts(),
                rules,
                limits,
                List.of());
    }

    private void version(Fields file) {
        Versions.check(document, file, "ftp-policy", findings);
    }

    private boolean allowsByDefault(Fields file) {
        Optional<Scalar> word = file.get("default").flatMap(node -> Values.word(node, "default", findings));
        if (!file.has("default") && !document.lost().contains("default")) {
            findings.error(
                    Code.NO_DEFAULT,
                    Span.START,
                    "no `default`",
                    "say what happens when no rule speaks: `default: refuse` (closed list) or `default: allow` (only"
                            + " restrict). Nothing is assumed.");
        }
        word.filter(each -> !each.text().equals("allow") && !each.text().equals("refuse"))
                .ifPresent(each -> findings.error(
                        Code.UNKNOWN_VALUE,
                        each.span(),
                        "unknown value " + quote(each.text()) + " of `default`",
                        "it is `refuse` or `allow`."));
        return word.filter(each -> each.text().equals("allow")).isPresent();
    }

    private <T> List<T> items(Fields file, String key, Function<Mapping, Optional<T>> read) {
        Optional<Node> node = file.get(key);
        if (node.isEmpty() || (document.lost().contains(key) && !(node.get() instanceof Sequence))) {
            return List.of();
        }
        if (!(node.get() instanceof Sequence sequence)) {
            findings.error(
                    Code.WRONG_TYPE, node.get().span(), "`" + key + "` takes a list", "each item begins with `- `.");
            return List.of();
        }
        if (sequence.items().size() > MOST_RULES) {
            findings.error(Code.TOO_MANY, sequence.span(), "too many " + key, "at most " + MOST_RULES + " are taken.");
            return List.of();
        }
        return sequence.items().stream()
                .flatMap(item -> mapping(item, key).stream())
                .flatMap(mapping -> read.apply(mapping).stream())
                .toList();
    }

    private Optional<Mapping> mapping(Node item, String key) {
        return Values.mapping(
                item,
                "item of " + key,
                key.equals("rules")
                        ? "- {allow: uploads, op: write, path: /in/**}"
                        : "- {limit: storage, count: bytes-stored, per: user, max: 10GiB}",
                findings);
    }
}
