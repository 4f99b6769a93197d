package org.portreeve.policy.check;

import java.time.LocalDate;
import java.util.EnumSet;
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
 * @param groups groups by name; a member of any of them is meant
 * @param commands canonical verbs
 * @param during windows in the policy's zone
 * @param expires the last day, in the policy's zone, on which the box holds (exceptions only)
 */
public record Box(
        Set<Operation> operations,
        boolean opGiven,
        Set<Operation> named,
        Optional<Set<String>> users,
        Optional<Set<String>> groups,
        Optional<Origin> from,
        Optional<Set<String>> listeners,
        Optional<Set<Channel>> control,
        Optional<Set<String>> accounts,
        Optional<List<CertificatePattern>> certificates,
        Optional<Set<String>> commands,
        Optional<List<PathPattern>> paths,
        Optional<List<Window>> during,
        Optional<List<SizeRange>> sizes,
        Optional<LocalDate> expires) {
    private static final Set<Operation> ANY = EnumSet.complementOf(EnumSet.of(Operation.CONNECT));

    public Box {
        operations = Set.copyOf(operations);
        named = Set.copyOf(named);
        users = users.map(Set::copyOf);
        groups = groups.map(Set::copyOf);
        listeners = listeners.map(Set::copyOf);
        control = control.map(Set::copyOf);
        accounts = accounts.map(Set::copyOf);
        certificates = certificates.map(List::copyOf);
        commands = commands.map(Set::copyOf);
        paths = paths.map(List::copyOf);
        during = during.map(List::copyOf);
        sizes = sizes.map(List::copyOf);
    }

    /** Whether it can be about a housekeeping command; what names operations is not. */
    public boolean coversHousekeeping() {
        return !opGiven || operations.containsAll(ANY);
    }
}
