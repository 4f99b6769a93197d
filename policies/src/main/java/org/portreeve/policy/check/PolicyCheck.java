package org.portreeve.policy.check;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.portreeve.policy.Limit;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;
import org.portreeve.policy.testing.PolicyTest;

/** Checks a whole policy, in one file or in several. */
public final class PolicyCheck {
    private static final int MOST_RULES = 20_000;
    private static final String FIRST_LINE = "ftp-policy";

    private final Document document;
    private final Fields file;
    private final Diagnostics findings;
    private final List<Part> parts;
    private int itemsLeft = MOST_RULES;

    /** One file, its keys checked. */
    private record Part(Document document, Fields fields, Diagnostics findings) {}

    private PolicyCheck(PolicySources.Part root, List<Part> parts) {
        this.document = root.document();
        this.findings = root.findings();
        this.file = parts.get(0).fields();
        this.parts = parts;
    }

    /**
     * What the files mean; nothing if there is no tree. Only of use if there are no errors among the findings.
     *
     * @param clock tells which exceptions end soon
     */
    public static Optional<CheckedPolicy> check(PolicySources sources, Clock clock) {
        return sources.root().map(root -> {
            List<Part> parts = sources.parts().stream()
                    .map(part -> new Part(
                            part.document(),
                            Fields.of(
                                    part.document().root(),
                                    part.findings() == root.findings() ? Schema.FILE : Schema.INCLUDED,
                                    part.findings()),
                            part.findings()))
                    .toList();
            return new PolicyCheck(root, parts).check(nameOf(sources.file()), clock);
        });
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private CheckedPolicy check(String fallbackName, Clock clock) {
        parts.forEach(part -> Versions.check(part.document(), part.fields(), FIRST_LINE, part.findings()));
        String name = file.get("name")
                .flatMap(node -> Values.word(node, "name", findings))
                .map(Scalar::text)
                .orElse(fallbackName);
        boolean allows = allowsByDefault();
        boolean observed = Modes.isObserved(file, findings);
        boolean showsRule = Values.choice(file, "show-rule", Keys.SWITCH, findings)
                .filter("true"::equals)
                .isPresent();
        ZoneId zone = file.get("timezone")
                .flatMap(node -> Values.word(node, "timezone", findings))
                .flatMap(new Times(findings)::zone)
                .orElse(ZoneOffset.UTC);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Names names = new Names();
        parts.forEach(part -> names.read(part.document(), part.fields(), part.findings()));
        Ids ids = new Ids();
        PathBudget paths = new PathBudget();
        List<Rule> rules = new ArrayList<>();
        for (Part part : parts) {
            Scope scope = new Scope(names, paths, today, part.findings());
            rules.addAll(items(part, "rules", new RuleReader(ids, scope)::read));
        }
        Scope scope = new Scope(names, paths, today, findings);
        List<Bound> limits = items(parts.get(0), "limits", new LimitReader(ids, scope)::read);
        List<Bound> enforced =
                limits.stream().filter(limit -> !observed && !limit.observed()).toList();
        enforced.forEach(this::warnOfWhatIsNotKept);
        if (!findings.hasErrors()) {
            new IdleLimits(names.groups().isEmpty(), findings).check(enforced);
        }
        List<Assertion> assertions = items(parts.get(0), "assert", new AssertionReader(scope)::read);
        List<PolicyTest> tests = items(parts.get(0), "tests", new TestReader(zone, findings)::read);
        return new CheckedPolicy(
                name,
                allows,
                observed,
                showsRule,
                zone,
                names.groups(),
                names.networks(),
                names.accounts(),
                rules,
                limits,
                assertions,
                tests);
    }

    private void warnOfWhatIsNotKept(Bound limit) {
        if (!Limit.isEnforceable(limit.count()) && !findings.hasErrors()) {
            findings.warning(
                    Code.NOT_ENFORCED,
                    limit.place().span(),
                    "limit cannot be enforced by this version",
                    "it counts " + limit.count().symbol() + ", and a server keeps limits on stored and on moved bytes"
                            + " and files: it will not take this file. Remove the limit, or add `mode: observe`: then it"
                            + " is left out.");
        }
    }

    private boolean allowsByDefault() {
        if (!file.has("default") && !document.lost().contains("default")) {
            findings.error(
                    Code.NO_DEFAULT,
                    Span.START,
                    "no `default`",
                    "say what happens when no rule speaks: `default: refuse` (closed list) or `default: allow` (only"
                            + " restrict). Nothing is assumed.");
        }
        return Values.choice(file, "default", Keys.DEFAULTS, findings)
                .filter("allow"::equals)
                .isPresent();
    }

    private <T> List<T> items(Part part, String key, Function<Mapping, Optional<T>> read) {
        Optional<Node> node = part.fields().get(key);
        Diagnostics findings = part.findings();
        if (node.isEmpty() || (part.document().lost().contains(key) && !(node.get() instanceof Sequence))) {
            return List.of();
        }
        if (!(node.get() instanceof Sequence sequence)) {
            findings.error(
                    Code.WRONG_TYPE, node.get().span(), "`" + key + "` takes a list", "each item begins with `- `.");
            return List.of();
        }
        itemsLeft -= sequence.items().size();
        if (itemsLeft < 0) {
            findings.error(
                    Code.TOO_MANY,
                    sequence.span(),
                    "too many " + key,
                    "rules, limits, assertions and tests of all files are " + MOST_RULES + " at most.");
            return List.of();
        }
        return sequence.items().stream()
                .flatMap(item -> mapping(item, key, findings).stream())
                .flatMap(mapping -> read.apply(mapping).stream())
                .toList();
    }

    private static Optional<Mapping> mapping(Node item, String key, Diagnostics findings) {
        String example = switch (key) {
            case "rules" -> "- {allow: uploads, op: write, path: /in/**}";
            case "tests" -> "- {as: acme, do: STOR /in/a.csv, expect: allow}";
            case "assert" -> "- {refused: cleartext, control: clear}";
            default -> "- {limit: storage, count: bytes-stored, per: user, max: 10GiB}";
        };
        return Values.mapping(item, "item of " + key, example, findings);
    }
}
