package org.portreeve.policy.check;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.testing.PolicyTest;

/**
 * A policy without faults.
 *
 * @param allowsByDefault {@code default: allow}
 * @param observed {@code mode: observe} of the file
 * @param showsRule {@code show-rule: true}
 * @param zone of {@code during}, {@code expires} and calendar windows
 * @param groups members by group
 * @param networks blocks by network
 * @param accounts users by account code; empty without an {@code accounts:} section
 */
public record CheckedPolicy(
        String name,
        boolean allowsByDefault,
        boolean observed,
        boolean showsRule,
        ZoneId zone,
        Map<String, Set<String>> groups,
        Map<String, List<Network>> networks,
        Optional<Map<String, Set<String>>> accounts,
        List<Rule> rules,
        List<Bound> limits,
        List<Assertion> assertions,
        List<PolicyTest> tests) {
    public CheckedPolicy {
        groups = Map.copyOf(groups);
        networks = Map.copyOf(networks);
        accounts = accounts.map(Map::copyOf);
        rules = List.copyOf(rules);
        limits = List.copyOf(limits);
        assertions = List.copyOf(assertions);
        tests = List.copyOf(tests);
    }

    /** A policy without tests that keeps the names of its rules to itself. */
    public CheckedPolicy(
            String name,
            boolean allowsByDefault,
            boolean observed,
            ZoneId zone,
            Map<String, Set<String>> groups,
            Map<String, List<Network>> networks,
            Optional<Map<String, Set<String>>> accounts,
            List<Rule> rules,
            List<Bound> limits,
            List<Assertion> assertions) {
        this(
                name,
                allowsByDefault,
                observed,
                false,
                zone,
                groups,
                networks,
                accounts,
                rules,
                limits,
                assertions,
                List.of());
    }

    /** The same without {@code mode: observe} of the file: what it will do once it is enforced. */
    public CheckedPolicy enforced() {
        return new CheckedPolicy(
                name,
                allowsByDefault,
                false,
                showsRule,
                zone,
                groups,
                networks,
                accounts,
                rules,
                limits,
                assertions,
                tests);
    }
}
