package org.portreeve.bench;

import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;

/**
 * Generated rules as the reader would make them of a file, for sizes that are beyond the bounds of one. Group {@code n} of a
 * rule stands for the declared groups {@code n}, {@code n + groupsOfRules} and so on, a network likewise.
 */
final class GeneratedModel {
    private final int groups;
    private final int networks;
    private final List<Set<String>> namesOfGroup;
    private final List<Origin> originOfNetwork;

    GeneratedModel(int groups, int groupsOfRules, int networks, int networksOfRules) {
        this.groups = groups;
        this.networks = networks;
        this.namesOfGroup = each(groupsOfRules, group -> names("g", group, groupsOfRules, groups));
        this.originOfNetwork =
                each(networksOfRules, network -> new Origin(names("n", network, networksOfRules, networks), Set.of()));
    }

    private static <T> List<T> each(int count, IntFunction<T> make) {
        return IntStream.range(0, count).mapToObj(make).toList();
    }

    private static Set<String> names(String letter, int first, int step, int end) {
        return IntStream.iterate(first, number -> number < end, number -> number + step)
                .mapToObj(number -> letter + number)
                .collect(Collectors.toUnmodifiableSet());
    }

    CheckedPolicy of(List<GeneratedRule> rules) {
        Map<String, Set<String>> members = new HashMap<>();
        for (int group = 0; group < groups; group++) {
            members.put("g" + group, Set.copyOf(GeneratedPolicy.members(group)));
        }
        Map<String, List<Network>> blocks = new HashMap<>();
        for (int network = 0; network < networks; network++) {
            BigInteger first = BigInteger.valueOf((10L << 24) + ((long) network << 8));
            blocks.put("n" + network, List.of(new Network(true, first, first.add(BigInteger.valueOf(255)))));
        }
        List<Rule> all = new ArrayList<>();
        all.add(protectedSessions());
        rules.forEach(
                rule -> all.add(rule(rule.id(), rule.allows() ? new Rule.Allow() : new Rule.Refuse(), box(rule))));
        return new CheckedPolicy(
                "generated",
                false,
                false,
                ZoneOffset.UTC,
                members,
                blocks,
                Optional.empty(),
                all,
                List.of(),
                List.of());
    }

    private static Rule protectedSessions() {
        Set<Operation> any = EnumSet.complementOf(EnumSet.of(Operation.CONNECT));
        Rule.Effect sealed = new Rule.Require(
                true, Optional.empty(), Optional.empty(), false, true, false, false, Optional.empty(), false);
        Box everything = box(any, Optional.empty(), Optional.empty(), Optional.empty());
        return rule(GeneratedPolicy.TLS_RULE, sealed, everything);
    }

    private static Rule rule(String id, Rule.Effect effect, Box box) {
        return new Rule(id, new Place("generated", Span.START), effect, false, box, List.of(), Optional.empty());
    }

    private Box box(GeneratedRule rule) {
        List<String> segments = Stream.of(rule.path().split("/", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        return box(
                EnumSet.copyOf(rule.deed().operations()),
                rule.group() == GeneratedRule.EVERYBODY
                        ? Optional.empty()
                        : Optional.of(namesOfGroup.get(rule.group())),
                rule.network() == GeneratedRule.EVERYBODY
                        ? Optional.empty()
                        : Optional.of(originOfNetwork.get(rule.network())),
                Optional.of(List.of(new PathPattern(segments))));
    }

    private static Box box(
            Set<Operation> operations,
            Optional<Set<String>> group,
            Optional<Origin> from,
            Optional<List<PathPattern>> paths) {
        return new Box(
                operations,
                true,
                Set.of(),
                Optional.empty(),
                group,
                from,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                paths,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
