package org.portreeve.policy.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy without faults, every name resolved.
 *
 * @param allowsByDefault {@code default: allow}
 * @param accounts users by account code; empty without an {@code accounts:} section
 */
public record CheckedPolicy(
        String name,
        boolean allowsByDefault,
        Optional<Map<String, Set<String>>> accounts,
        List<Rule> rules,
        List<Bound> limits) {
    public CheckedPolicy {
        accounts = accounts.map(Map::copyOf);
        rules = List.copyOf(rules);
        limits = List.copyOf(limits);
    }
}
