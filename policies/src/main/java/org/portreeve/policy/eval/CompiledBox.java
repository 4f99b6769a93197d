package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;

/** Matchers that all must hold, the cheap ones first. */
record CompiledBox(List<Matcher> matchers) {
    CompiledBox {
        matchers = List.copyOf(matchers);
    }

    /** A rule's box. Housekeeping reaches only rules that name a command, so for them {@code op} says nothing more. */
    static CompiledBox ofRule(Box box, CheckedPolicy policy) {
        return new CompiledBox(matchers(box, policy));
    }

    /** An exception's box: its {@code op} narrows it further. */
    static CompiledBox ofException(Box box, CheckedPolicy policy) {
        List<Matcher> matchers = new ArrayList<>();
        if (box.opGiven()) {
            matchers.add(new Matcher.Operations(box.operations()));
        }
        matchers.addAll(matchers(box, policy));
        return new CompiledBox(matchers);
    }

    Truth test(Facts facts) {
        Truth truth = Truth.YES;
        for (Matcher matcher : matchers) {
            truth = truth.and(matcher.test(facts));
            if (truth == Truth.NO) {
                return truth;
            }
        }
        return truth;
    }

    /** Those who are meant by both matchers together; empty if neither was written. */
    static Optional<Set<String>> names(Optional<Set<String>> users, Optional<Set<String>> members) {
        if (users.isEmpty() || members.isEmpty()) {
            return users.or(() -> members);
        }
        Set<String> both = new LinkedHashSet<>(users.get());
        both.retainAll(members.get());
        return Optional.of(Set.copyOf(both));
    }

    /** The members of any of these groups. */
    static Optional<Set<String>> members(Optional<Set<String>> groups, CheckedPolicy policy) {
        return groups.map(names -> names.stream()
                .flatMap(name -> policy.groups().getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    static List<Network> blocks(Origin origin, CheckedPolicy policy) {
        return Stream.concat(
                        origin.networks().stream(),
                        origin.names().stream()
                                .flatMap(name -> policy.networks().getOrDefault(name, List.of()).stream()))
                .toList();
    }

    static List<Glob> globs(List<PathPattern> patterns) {
        return patterns.stream().map(Glob::new).toList();
    }

    private static List<Matcher> matchers(Box box, CheckedPolicy policy) {
        List<Matcher> matchers = new ArrayList<>();
        names(box.users(), members(box.groups(), policy))
                .map(Matcher.Users::new)
                .ifPresent(matchers::add);
        box.control().map(Matcher.Control::new).ifPresent(matchers::add);
        box.commands().map(Matcher.Commands::new).ifPresent(matchers::add);
        box.listeners().map(Matcher.Listeners::new).ifPresent(matchers::add);
        box.accounts().map(Matcher.Accounts::new).ifPresent(matchers::add);
        box.from()
                .map(origin -> blocks(origin, policy))
                .map(AddressSet::new)
                .map(Matcher.From::new)
                .ifPresent(matchers::add);
        box.paths().map(CompiledBox::globs).map(Matcher.Paths::new).ifPresent(matchers::add);
        return matchers;
    }
}
