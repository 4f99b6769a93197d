package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;

/**
 * Something that a client can do: a verb and the operation that it comes to.
 *
 * @param operation empty for housekeeping
 */
record Act(String verb, Optional<Operation> operation) {
    /** All that there is. A verb stands here once for each operation that it can come to. */
    static final List<Act> ALL = Stream.concat(
                    Stream.of(new Act("CONNECT", Optional.of(Operation.CONNECT))),
                    Verb.known().stream().flatMap(Act::of).distinct())
            .toList();

    /** What the gate knows no file of. */
    private static final Set<Operation> PATHLESS = Set.of(Operation.CONNECT, Operation.LOGIN, Operation.SITE);

    private static Stream<Act> of(String verb) {
        Stream<Optional<Operation>> bare = Stream.of(Verb.operation(verb, false, false));
        Stream<Optional<Operation>> named = Stream.of(true, false).map(exists -> Verb.operation(verb, true, exists));
        return Stream.concat(bare, named)
                .filter(operation -> operation.isPresent() || Verb.isHousekeeping(verb))
                .map(operation -> new Act(verb, operation));
    }

    boolean hasPath() {
        return operation.filter(each -> !PATHLESS.contains(each)).isPresent();
    }

    boolean hasSize() {
        return operation.filter(BoxReader.SIZED::contains).isPresent();
    }

    /** Whether a rule with this box can be about it. */
    boolean isCovered(Box rule) {
        boolean meant = operation
                .map(rule.operations()::contains)
                .orElse(rule.commands().isPresent());
        return meant && fits(rule);
    }

    /** Whether an exception with this box can lift a rule from it. */
    boolean isExempted(Box exception) {
        boolean meant = operation
                .map(each -> !exception.opGiven() || exception.operations().contains(each))
                .orElse(exception.coversHousekeeping());
        return meant && fits(exception);
    }

    private boolean fits(Box box) {
        return (box.commands().isEmpty() || box.commands().get().contains(verb))
                && (box.paths().isEmpty() || hasPath())
                && (box.sizes().isEmpty() || hasSize());
    }
}
