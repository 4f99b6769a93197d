package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;

/** Finds the rules that can speak about an operation of a user, without asking each of the others. */
final class RuleIndex {
    private static final int FEW = 64;

    private final Map<Operation, List<CompiledRule>> forAnybody = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<String, List<CompiledRule>>> byUser = new EnumMap<>(Operation.class);
    private final Map<Operation, List<CompiledRule>> all = new EnumMap<>(Operation.class);
    private final Map<String, List<CompiledRule>> byCommand = new HashMap<>();

    RuleIndex(CheckedPolicy policy) {
        for (Operation operation : Operation.values()) {
            forAnybody.put(operation, new ArrayList<>());
            byUser.put(operation, new HashMap<>());
            all.put(operation, new ArrayList<>());
        }
        for (Rule rule : policy.rules()) {
            add(rule.box(), new CompiledRule(rule, policy), policy);
        }
    }

    /** Asks every rule that can apply. Without a user these are all rules of the operation. */
    void each(Operation operation, @Nullable String user, Consumer<CompiledRule> ask) {
        if (user == null) {
            covering(operation).forEach(ask);
            return;
        }
        forAnybody.getOrDefault(operation, List.of()).forEach(ask);
        byUser.getOrDefault(operation, Map.of()).getOrDefault(user, List.of()).forEach(ask);
    }

    List<CompiledRule> covering(Operation operation) {
        return Objects.requireNonNull(all.get(operation));
    }

    List<CompiledRule> naming(String command) {
        return byCommand.getOrDefault(command, List.of());
    }

    private void add(Box box, CompiledRule rule, CheckedPolicy policy) {
        Optional<Set<String>> names = CompiledBox.names(box.users(), CompiledBox.members(box.groups(), policy))
                .filter(each -> each.size() <= FEW);
        for (Operation operation : box.operations()) {
            covering(operation).add(rule);
            if (names.isEmpty()) {
                forAnybody.computeIfAbsent(operation, each -> new ArrayList<>()).add(rule);
            }
            names.orElse(Set.of())
                    .forEach(user -> byUser.computeIfAbsent(operation, each -> new HashMap<>())
                            .computeIfAbsent(user, each -> new ArrayList<>())
                            .add(rule));
        }
        box.commands()
                .orElse(Set.of())
                .forEach(verb -> byCommand
                        .computeIfAbsent(verb, each -> new ArrayList<>())
                        .add(rule));
    }
}
