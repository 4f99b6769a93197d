package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation.Finding;
import org.portreeve.policy.Explanation.Verdict;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;

/** The one line that would have to change for a request to be allowed. Names no account code. */
final class Remedy {
    /** Needs that keep others from reading along. */
    private static final Set<String> SEALS = Set.of("control", "data", "tls", "cipher");

    private final Map<String, Rule> rules = new HashMap<>();
    private final boolean closed;

    Remedy(CheckedPolicy policy) {
        closed = !policy.allowsByDefault() && !policy.observed();
        policy.rules().forEach(rule -> rules.put(rule.id(), rule));
    }

    /** Empty if it is allowed. Of several refusals it is about the first, and says how many are left. */
    Optional<String> of(Decision decision, List<Finding> findings, Asked asked) {
        if (decision.isAllowed()) {
            return Optional.empty();
        }
        List<Finding> refused = findings.stream()
                .filter(each -> each.verdict() == Verdict.REFUSED)
                .toList();
        if (refused.isEmpty()) {
            return Optional.of("add to `rules`: " + allowance(asked));
        }
        Finding first = refused.get(0);
        List<String> steps = new ArrayList<>();
        first.missing().forEach(need -> steps.add(step(need)));
        String client = steps.isEmpty() ? "" : "the client must " + String.join(" and ", steps) + "; or ";
        int left = refused.size() - 1;
        String rest = left == 0 ? "" : " (" + left + (left == 1 ? " more rule refuses" : " more rules refuse") + ")";
        return Optional.of(client + exception(first, asked) + rest + afterwards(findings, asked));
    }

    /** What is left to do when no rule refuses any more. */
    private String afterwards(List<Finding> findings, Asked asked) {
        boolean asksDefault = asked.operation() != null && asked.operation() != Operation.CONNECT;
        boolean allowed = findings.stream().anyMatch(each -> each.verdict() == Verdict.ALLOWED);
        return closed && asksDefault && !allowed
                ? "; then `default: refuse` would refuse it, because no rule allows it: add to `rules`: "
                        + allowance(asked)
                : "";
    }

    /** What a client does about a need. Needs are written as {@link ReferenceNeeds} writes them. */
    private static String step(String needs) {
        List<String> steps = new ArrayList<>();
        for (String need : needs(needs)) {
            String[] words = need.split(": ", 2);
            steps.add(
                    switch (words[0]) {
                        case "control" -> "use TLS (AUTH TLS before USER)";
                        case "tls" -> "negotiate TLS version " + words[1];
                        case "cipher" -> "negotiate a cipher suite of " + words[1];
                        case "certificate" -> "present a valid client certificate";
                        case "data" -> "protect data connections (PBSZ 0, PROT P)";
                        case "account" -> "send ACCT with a code that is its own";
                        default -> need;
                    });
        }
        return String.join(" and ", steps);
    }

    private static List<String> needs(String written) {
        return List.of(written.split(", (?=[a-z]+: )", -1));
    }

    private String exception(Finding finding, Asked asked) {
        Rule rule = rules.get(finding.id());
        boolean has = rule != null && !rule.unless().isEmpty();
        String box = "{" + box(asked, rule != null && rule.box().commands().isPresent()) + "}";
        String where = finding.place() + ": add `"
                + (has ? box + "` to the `unless` of `" : "unless: " + box + "` to `")
                + finding.id() + "`";
        return where + (unseals(finding) ? ", which lets it pass without that protection" : "");
    }

    private static boolean unseals(Finding finding) {
        return finding.missing().stream()
                .flatMap(needs -> needs(needs).stream())
                .anyMatch(need -> SEALS.contains(need.split(": ", 2)[0]));
    }

    /** No wider than the question. */
    private static String box(Asked asked, boolean byCommand) {
        List<String> words = new ArrayList<>();
        String user = asked.session().user();
        words.add(user == null ? "from: " + asked.session().address().getHostAddress() : "user: " + quoted(user));
        if (asked.operation() != null) {
            words.add("op: " + asked.operation().symbol());
        } else if (byCommand && asked.verb() != null) {
            words.add("command: " + quoted(asked.verb()));
        }
        String path = asked.path();
        if (path != null) {
            words.add("path: " + quoted(literal(path)));
        }
        return String.join(", ", words);
    }

    private static String allowance(Asked asked) {
        String box = box(asked, false);
        return "- {allow: NAME, " + box + "}";
    }

    /** What a pattern could take for more than itself becomes {@code *}. */
    private static String literal(String path) {
        return path.replaceAll("[*{}$\\p{Cntrl}]+", "*");
    }

    private static String quoted(String word) {
        boolean plain = word.matches("[A-Za-z0-9/_.][A-Za-z0-9/_.@*+-]*");
        return plain ? word : "'" + word.replace("'", "''") + "'";
    }
}
