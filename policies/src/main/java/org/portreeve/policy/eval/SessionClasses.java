package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;

/**
 * All session classes of a policy, by number, and the way to those that hold for a session without asking each. A class is
 * found by its narrowest matcher: users, else groups, else networks; only those with none of these are always asked.
 */
final class SessionClasses {
    private final Map<SessionClass, Integer> numbers = new HashMap<>();
    private final List<SessionClass> classes = new ArrayList<>();
    private final Map<String, List<Integer>> byUser = new HashMap<>();
    private final Map<String, List<Integer>> byGroup = new HashMap<>();
    private final Map<Object, List<Integer>> bySource = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Set<Network> written = new HashSet<>();
    private final Sources sources;

    SessionClasses(CheckedPolicy policy) {
        this.sources = new Sources(policy);
        policy.groups()
                .forEach((group, users) -> users.forEach(user ->
                        groups.computeIfAbsent(user, each -> new HashSet<>(2)).add(group)));
    }

    /** For building only. */
    int add(Box box) {
        SessionClass added = SessionClass.of(box);
        Integer known = numbers.get(added);
        if (known != null) {
            return known;
        }
        int number = classes.size();
        numbers.put(added, number);
        classes.add(added);
        added.from()
                .ifPresent(origin -> origin.networks().forEach(network -> {
                    if (written.add(network)) {
                        sources.add(network, network);
                    }
                }));
        if (added.users().isPresent()) {
            added.users().get().forEach(user -> put(byUser, user, number));
        } else if (added.groups().isPresent()) {
            added.groups().get().forEach(group -> put(byGroup, group, number));
        } else if (added.from().isPresent()) {
            added.from().get().names().forEach(name -> put(bySource, name, number));
            added.from().get().networks().forEach(network -> put(bySource, network, number));
        } else {
            others.add(number);
        }
        return number;
    }

    private static <K> void put(Map<K, List<Integer>> index, K key, int number) {
        index.computeIfAbsent(key, each -> new ArrayList<>(1)).add(number);
    }

    int count() {
        return classes.size();
    }

    /** The numbers of the classes that hold, ascending. */
    int[] holding(Session session) {
        String user = session.user();
        Set<String> groupsOfUser = user == null ? Set.of() : groups.getOrDefault(user, Set.of());
        Set<Object> from = sources.of(Address.of(session.address()));
        Set<Integer> candidates = new TreeSet<>(others);
        if (user != null) {
            candidates.addAll(byUser.getOrDefault(user, List.of()));
        }
        groupsOfUser.forEach(group -> candidates.addAll(byGroup.getOrDefault(group, List.of())));
        from.forEach(source -> candidates.addAll(bySource.getOrDefault(source, List.of())));
        return candidates.stream()
                .filter(number -> classes.get(number).holds(session, groupsOfUser, from))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
