package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;

/**
 * Matchers that all must hold. One that was not written is empty, which is not the same as one that nothing fits.
 *
 * @param operations never empty
 * @param opGiven whether the admin wrote {@code op} at all
 * @param named the operations that {@code op} names, rather than covers by {@code any}
 * @param users users by name
 * @param members users in any of the groups
 */
public record Box(
        Set<Operation> operations,
        boolean opGiven,
        Set<Operation> named,
        Optional<Set<String>> users,
        Optional<Set<String>> members,
        Optional<List<Network>> from,
        Optional<Set<String>> listeners,
        Optional<Set<Channel>> control,
        Optional<Set<String>> accounts,
        Optional<Set<String>> commands,
        Optional<List<PathPattern>> paths) {
    public Box {
        operations = Set.copyOf(operations);
        named = Set.copyOf(named);
        users = users.map(Set::copyOf);
        members = members.map(Set::copyOf);
        from = from.map(List::copyOf);
        listeners = listeners.map(Set::copyOf);
        control = control.map(Set::copyOf);
        accounts = accounts.map(Set::copyOf);
        commands = commands.map(Set::copyOf);
        paths = paths.map(List::copyOf);
    }
}
