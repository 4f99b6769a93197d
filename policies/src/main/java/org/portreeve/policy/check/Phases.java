package org.portreeve.policy.check;

import java.util.List;
import java.util.Set;
import org.portreeve.policy.Operation;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Finds matchers of things that nobody can know yet when the rule is asked. */
final class Phases {
    private static final List<String> AFTER_CONNECT =
            List.of("user", "group", "account", "certificate", "path", "size", "command");

    private final Diagnostics findings;

    Phases(Diagnostics findings) {
        this.findings = findings;
    }

    /**
     * Checks one box.
     *
     * @param named the operations that the rule, or else the box, names
     */
    void check(Fields box, Set<Operation> named) {
        if (named.contains(Operation.CONNECT)) {
            for (String matcher : AFTER_CONNECT) {
                report(
                        box,
                        matcher,
                        "connect",
                        "this rule has `op: connect`, before USER. Use `from:` here, or " + hint(matcher));
            }
        }
        named.stream()
                .filter(each -> !BoxReader.SIZED.contains(each) && each != Operation.CONNECT)
                .sorted()
                .findFirst()
                .ifPresent(operation -> report(
                        box,
                        "size",
                        operation.symbol(),
                        "only files that are read or written have a size. Name `read` or `write`, and what else there"
                                + " is in a rule of its own."));
        if (named.contains(Operation.LOGIN)) {
            report(
                    box,
                    "path",
                    "login",
                    "this rule has `op: login`, and a login has no path. Split it: one rule for the login, one with the"
                            + " path.");
        } else if (named.contains(Operation.SITE)) {
            report(
                    box,
                    "path",
                    "site",
                    "this rule has `op: site`, and what stands behind SITE is no path. Split it: one rule for SITE, one"
                            + " with the path.");
        }
    }

    /** Whether something is named that has no path, so that {@code path} was reported. */
    static boolean isPathless(Set<Operation> named) {
        return named.contains(Operation.CONNECT) || named.contains(Operation.LOGIN) || named.contains(Operation.SITE);
    }

    private static String hint(String matcher) {
        return switch (matcher) {
            case "user", "group" -> "`op: login` to judge the name.";
            case "account", "certificate" -> "`op: login` to judge it.";
            default -> "name the operations that it is about.";
        };
    }

    private void report(Fields box, String matcher, String phase, String help) {
        if (box.has(matcher)) {
            findings.error(
                    Code.UNKNOWN_IN_PHASE, box.keySpan(matcher), "`" + matcher + "` is not known at " + phase, help);
        }
    }
}
