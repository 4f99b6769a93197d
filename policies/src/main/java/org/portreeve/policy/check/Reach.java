package org.portreeve.policy.check;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.Rule.Require;

/** Which operations a rule can come to refuse. */
final class Reach {
    private static final Set<Operation> PATHLESS = Set.of(Operation.CONNECT, Operation.LOGIN, Operation.SITE);
    private static final Set<Operation> WITH_DATA = Set.of(
            Operation.LIST, Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private Reach() {}

    static Set<Operation> of(Box box, Rule.Effect effect) {
        Set<Operation> reach = EnumSet.noneOf(Operation.class);
        reach.addAll(box.operations());
        if (box.paths().isPresent()) {
            reach.removeAll(PATHLESS);
        }
        box.commands().ifPresent(verbs -> reach.retainAll(operations(verbs)));
        if (effect instanceof Require require) {
            boolean always = require.control()
                    || require.certificate()
                    || require.versions().isPresent()
                    || require.ciphers().isPresent();
            if (!always) {
                reach.removeIf(each -> !asks(require, each));
            }
        }
        return reach;
    }

    private static boolean asks(Require require, Operation operation) {
        boolean account = require.account().isPresent() && (operation != Operation.LOGIN || require.atLogin());
        return account || (require.data() && WITH_DATA.contains(operation));
    }

    private static Set<Operation> operations(Set<String> verbs) {
        return EnumSet.allOf(Operation.class).stream()
                .filter(operation ->
                        verbs.stream().anyMatch(verb -> does(verb, false, operation) || does(verb, true, operation)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
    }

    private static boolean does(String verb, boolean exists, Operation operation) {
        return Verb.operation(verb, true, exists).filter(operation::equals).isPresent();
    }
}
