package org.portreeve.policy.eval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final String fingerprint;
    private final SortedMap<String, Set<String>> groups;
    private final SortedMap<String, AddressSet> places;

    CompiledLimit(Bound bound, CheckedPolicy policy) {
        this.bound = bound;
        this.names = names(bound.users(), members(bound.groups(), policy));
        this.globs = bound.paths().map(CompiledLimit::globs);
        this.networks = bound.from().map(origin -> new AddressSet(blocks(origin, policy)));
        this.observed = bound.observed() || policy.observed();
        this.fingerprint = fingerprint(bound, names);
        this.groups = groups(bound, policy);
        this.places = places(bound, policy);
    }

    /** The groups that have a book. */
    private static SortedMap<String, Set<String>> groups(Bound bound, CheckedPolicy policy) {
        SortedMap<String, Set<String>> groups = new TreeMap<>();
        if (bound.per() == Per.GROUP) {
            policy.groups().forEach((name, members) -> {
                if (bound.groups().isEmpty() || bound.groups().get().contains(name)) {
                    groups.put(name, members);
                }
            });
        }
        return Collections.unmodifiableSortedMap(groups);
    }

    /** The networks that have a book. */
    private static SortedMap<String, AddressSet> places(Bound bound, CheckedPolicy policy) {
        SortedMap<String, AddressSet> places = new TreeMap<>();
        if (bound.per() == Per.NETWORK) {
            policy.networks().forEach((name, blocks) -> {
                if (bound.from().isEmpty() || bound.from().get().names().contains(name)) {
                    places.put(name, new AddressSet(blocks));
                }
            });
        }
        return Collections.unmodifiableSortedMap(places);
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

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Over what the admin wrote, each list in one order. Who is meant belongs to it where files are counted that somebody
     * may have stored while nobody kept the book; what was moved today is not forgotten because a group gets a member.
     */
    private static String fingerprint(Bound bound, Optional<Set<String>> names) {
        List<String> parts = List.of(
                bound.count().symbol(),
                bound.per().symbol(),
                bound.every().map(Object::toString).orElse(""),
                list(bound.every().isEmpty() ? names : Optional.empty()),
                list(bound.groups().filter(unused -> bound.per() == Per.GROUP)),
                list(bound.paths()
                        .map(paths -> paths.stream().map(PathPattern::toString).collect(Collectors.toSet()))),
                list(bound.listeners()),
                list(bound.from().map(Origin::names)),
                list(bound.from()
                        .map(from ->
                                from.networks().stream().map(Network::toString).collect(Collectors.toSet()))));
        return sha256(String.join("\u0001", parts));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String list(Optional<? extends Collection<String>> words) {
        return words.map(each -> String.join("\u0002", new TreeSet<>(each))).orElse("any");
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
    public long credit() {
        return bound.credit();
    }

    @Override
    public boolean covers(String user, String path) {
        return concerns(user) && isAbout(user, path);
    }

    @Override
    public boolean covers(Session session, String path) {
        return concerns(session) && isAbout(session.user(), path);
    }

    private boolean isAbout(@Nullable String user, String path) {
        if (globs.isEmpty()) {
            return true;
        }
        String[] segments = Glob.split(path);
        return globs.get().stream().anyMatch(glob -> glob.matches(segments, user));
    }

    @Override
    public List<Owner> owners(Session session) {
        String user = session.user();
        return switch (bound.per()) {
            case SESSION, EVERYONE -> List.of(new Owner(bound.per(), ""));
            case USER -> user == null ? List.of() : List.of(new Owner(Per.USER, user));
            case GROUP ->
                groups.entrySet().stream()
                        .filter(group -> user != null && group.getValue().contains(user))
                        .map(group -> new Owner(Per.GROUP, group.getKey()))
                        .toList();
            case ACCOUNT -> List.of(new Owner(Per.ACCOUNT, Objects.requireNonNullElse(session.account(), "")));
            case ADDRESS -> List.of(own(session));
            case NETWORK -> networksOf(session);
        };
    }

    private List<Owner> networksOf(Session session) {
        Address address = Address.of(session.address());
        List<Owner> all = places.entrySet().stream()
                .filter(place -> place.getValue().contains(address))
                .map(place -> new Owner(Per.NETWORK, place.getKey()))
                .toList();
        return all.isEmpty() ? List.of(own(session)) : all;
    }

    /** One address, whichever way it came: IPv4 mapped into IPv6 is IPv4. */
    private static Owner own(Session session) {
        Address address = Address.of(session.address());
        String shown = address.v4()
                ? IntStream.iterate(24, shift -> shift >= 0, shift -> shift - 8)
                        .mapToObj(shift -> String.valueOf(address.low() >>> shift & 0xff))
                        .collect(Collectors.joining("."))
                : session.address().getHostAddress().split("%", 2)[0];
        return new Owner(Per.ADDRESS, shown);
    }

    @Override
    public List<Owner> sharedOwners() {
        return switch (bound.per()) {
            case GROUP ->
                groups.keySet().stream().map(name -> new Owner(Per.GROUP, name)).toList();
            case EVERYONE -> List.of(new Owner(Per.EVERYONE, ""));
            case SESSION, USER, ACCOUNT, ADDRESS, NETWORK -> List.of();
        };
    }

    @Override
    public boolean counts(String user, Owner owner) {
        return concerns(user)
                && switch (owner.per()) {
                    case GROUP -> groups.getOrDefault(owner.name(), Set.of()).contains(user);
                    case USER -> owner.name().equals(user);
                    case EVERYONE -> true;
                    case SESSION, ACCOUNT, ADDRESS, NETWORK -> false;
                };
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
