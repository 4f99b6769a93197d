package org.portreeve.policy.eval;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Bound;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.reply.SymbolicReply;

/** One limit, ready to be asked. */
final class CompiledLimit implements Limit {
    private final Bound bound;
    private final Optional<Set<String>> names;
    private final Optional<List<Glob>> globs;
    private final Optional<AddressSet> networks;
    private final boolean observed;

    CompiledLimit(Bound bound, CheckedPolicy policy) {
        this.bound = bound;
        this.names = names(bound.users(), members(bound.groups(), policy));
        this.globs = bound.paths().map(CompiledLimit::globs);
        this.networks = bound.from().map(origin -> new AddressSet(blocks(origin, policy)));
        this.observed = bound.observed() || policy.observed();
    }

    /** Those who are meant by both matchers together; empty if neither was written. */
    private static Optional<Set<String>> names(Optional<Set<String>> users, Optional<Set<String>> members) {
        if (users.isEmpty() || members.isEmpty()) {
            return users.or(() -> members);
        }
        return Optional.of(users.get().stream().filter(members.get()::contains).collect(Collectors.toSet()));
    }

    /** The members of any of these groups. */
    private static Optional<Set<String>> members(Optional<Set<String>> groups, CheckedPolicy policy) {
        return groups.map(names -> names.stream()
                .flatMap(name -> policy.groups().getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<Network> blocks(Origin origin, CheckedPolicy policy) {
        return Stream.concat(
                        origin.networks().stream(),
                        origin.names().stream()
                                .flatMap(name -> policy.networks().getOrDefault(name, List.of()).stream()))
                .toList();
    }

    private static List<Glob> globs(List<PathPattern> patterns) {
        return patterns.stream().map(Glob::new).toList();
    }

    @Override
    public String id() {
        return bound.id();
    }

    @Override
    public Count count() {
        return bound.count();
    }

    @Override
    public Per per() {
        return bound.per();
    }

    @Override
    public Optional<Every> every() {
        return bound.every();
    }

    @Override
    public List<Integer> warnings() {
        return bound.warnings();
    }

    @Override
    public Optional<Duration> ban() {
        return bound.ban();
    }

    @Override
    public boolean disconnects() {
        return bound.disconnects();
    }

    @Override
    public boolean isObserved() {
        return observed;
    }

    @Override
    public boolean concerns(Session session) {
        String user = session.user();
        boolean named = names.isEmpty() || (user != null && names.get().contains(user));
        boolean here = bound.listeners().isEmpty() || bound.listeners().get().contains(session.listener());
        return named && here && (networks.isEmpty() || networks.get().contains(Address.of(session.address())));
    }

    private record Scope(
            Count count,
            Per per,
            Optional<Set<String>> names,
            Optional<List<PathPattern>> paths,
            Optional<Set<String>> listeners,
            Optional<Origin> from) {}

    @Override
    public Object scope() {
        return new Scope(bound.count(), bound.per(), names, bound.paths(), bound.listeners(), bound.from());
    }

    @Override
    public long max() {
        return bound.max();
    }

    @Override
    public SymbolicReply reply() {
        return bound.reply();
    }

    @Override
    public boolean covers(String user, String path) {
        if (!concerns(user)) {
            return false;
        }
        String[] segments = Glob.split(path);
        return globs.isEmpty() || globs.get().stream().anyMatch(glob -> glob.matches(segments, user));
    }

    @Override
    public boolean concerns(String user) {
        return names.isEmpty() || names.get().contains(user);
    }

    @Override
    public String root(String user) {
        List<List<String>> roots =
                globs.orElse(List.of()).stream().map(glob -> glob.root(user)).toList();
        List<String> common = roots.isEmpty() ? List.of() : roots.get(0);
        for (List<String> root : roots) {
            common = commonStart(common, root);
        }
        return "/" + String.join("/", common);
    }

    private static List<String> commonStart(List<String> a, List<String> b) {
        int same = 0;
        while (same < Math.min(a.size(), b.size()) && a.get(same).equals(b.get(same))) {
            same++;
        }
        return a.subList(0, same);
    }
}
