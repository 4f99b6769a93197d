package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation.Finding;
import org.portreeve.policy.Explanation.Verdict;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;

/** The one line that would have to change for a request to be allowed. Names no account code. */
final class Remedy {
    private final Map<String, Rule> rules = new HashMap<>();

    Remedy(CheckedPolicy policy) {
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
        return Optional.of(client + exception(first, asked) + rest);
    }

    /** What a client does about a need. Needs are written as {@link ReferenceNeeds} writes them. */
    private static String step(String needs) {
        List<String> steps = new ArrayList<>();
        for (String need : needs.split(", (?=[a-z]+: )", -1)) {
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

    private String exception(Finding finding, Asked asked) {
        Rule rule = rules.get(finding.id());
        boolean has = rule != null && !rule.unless().isEmpty();
        String user = asked.session().user();
        String box = user == null
                ? "{from: " + asked.session().address().getHostAddress() + "}"
                : "{user: " + quoted(user) + "}";
        return has
                ? finding.place() + ": add `" + box + "` to the `unless` of `" + finding.id() + "`"
                : finding.place() + ": add `unless: " + box + "` to `" + finding.id() + "`";
    }

    private static String allowance(Asked asked) {
        StringBuilder line = new StringBuilder("- {allow: NAME");
        String user = asked.session().user();
        if (user != null) {
            line.append(", user: ").append(quoted(user));
        }
        if (asked.operation() != null) {
            line.append(", op: ").append(asked.operation().symbol());
        }
        String path = asked.path();
        if (path != null) {
            line.append(", path: ").append(quoted(literal(path)));
        }
        return line.append('}').toString();
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
