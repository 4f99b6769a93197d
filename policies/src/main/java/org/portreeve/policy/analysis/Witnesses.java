package org.portreeve.policy.analysis;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.Assertion;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CertificatePattern;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.check.SizeRange;
import org.portreeve.policy.check.Window;

/**
 * Makes requests out of what a policy itself names: its users and one that it does not name, the edges of its networks, times
 * and sizes, paths that fit its patterns. Where such requests are decided as they should be, others most often are too. The
 * same policy gives the same requests.
 */
final class Witnesses {
    private static final long SEED = 959;
    private static final String STRANGER = "somebody-else";
    private static final String USUAL_CIPHER = "TLS_AES_256_GCM_SHA384";
    private static final String ANY_NAME = "x";

    /** 100.64.0.1, which no sensible policy names. */
    private static final Network ELSEWHERE =
            new Network(true, BigInteger.valueOf(0x6440_0001), BigInteger.valueOf(0x6440_0001));

    private static final Set<Operation> PATHLESS = Set.of(Operation.CONNECT, Operation.LOGIN, Operation.SITE);

    private final Random random = new Random(SEED);
    private final CheckedPolicy policy;
    private final Instant now;
    private final ZonedDateTime monday;
    private final List<String> users;
    private final List<Network> networks;
    private final List<String> listeners;
    private final List<String> ciphers;
    private final List<String> subjects;
    private final List<String> issuers;
    private final List<String> accounts;
    private final List<PathPattern> patterns;
    private final List<SizeRange> sizes;
    private final List<Window> windows;
    private final Map<Operation, List<String>> verbs = new EnumMap<>(Operation.class);

    Witnesses(CheckedPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
        this.monday = now.atZone(policy.zone())
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .with(LocalTime.MIDNIGHT);
        List<Box> boxes = Stream.concat(
                        policy.rules().stream()
                                .flatMap(rule -> Stream.concat(Stream.of(rule.box()), rule.unless().stream())),
                        policy.assertions().stream().map(Assertion::box))
                .toList();
        List<Rule.Require> needs = policy.rules().stream()
                .map(Rule::effect)
                .filter(Rule.Require.class::isInstance)
                .map(Rule.Require.class::cast)
                .toList();
        this.users = sorted(Stream.of(
                Stream.of(STRANGER),
                policy.groups().values().stream().flatMap(Set::stream),
                policy.accounts().stream()
                        .flatMap(each -> each.values().stream().flatMap(Set::stream)),
                parts(boxes, Box::users)));
        this.networks = Stream.of(
                        Stream.of(ELSEWHERE),
                        sorted(Stream.of(policy.networks().keySet().stream())).stream()
                                .flatMap(this::declared),
                        boxes.stream()
                                .flatMap(box -> box.from().stream())
                                .flatMap(origin -> origin.networks().stream()))
                .flatMap(Function.identity())
                .toList();
        this.listeners = sorted(Stream.of(Stream.of("default"), parts(boxes, Box::listeners)));
        this.ciphers = Stream.concat(
                        Stream.of(USUAL_CIPHER),
                        needs.stream().flatMap(each -> each.ciphers().stream().flatMap(List::stream)))
                .toList();
        this.subjects = globs(boxes, CertificatePattern.Field.SUBJECT);
        this.issuers = globs(boxes, CertificatePattern.Field.ISSUER);
        this.accounts = sorted(Stream.of(
                policy.accounts().isEmpty() ? Stream.of(ANY_NAME) : policy.accounts().get().keySet().stream(),
                parts(boxes, Box::accounts),
                needs.stream().flatMap(each -> each.account().stream().flatMap(account -> account.codes().stream()))));
        this.patterns = boxes.stream()
                .flatMap(box -> box.paths().stream().flatMap(List::stream))
                .toList();
        this.sizes = boxes.stream()
                .flatMap(box -> box.sizes().stream().flatMap(List::stream))
                .toList();
        this.windows = boxes.stream()
                .flatMap(box -> box.during().stream().flatMap(List::stream))
                .toList();
        for (Operation operation : Operation.values()) {
            verbs.put(operation, verbs(operation));
        }
    }

    private static Stream<String> parts(List<Box> boxes, Function<Box, Optional<Set<String>>> part) {
        return boxes.stream().flatMap(box -> part.apply(box).stream().flatMap(Set::stream));
    }

    private static List<String> sorted(Stream<Stream<String>> names) {
        return names.flatMap(Function.identity()).sorted().distinct().toList();
    }

    private Stream<Network> declared(String name) {
        return policy.networks().getOrDefault(name, List.of()).stream();
    }

    private static List<String> globs(List<Box> boxes, CertificatePattern.Field field) {
        return Stream.concat(
                        Stream.of("CN=" + ANY_NAME),
                        boxes.stream()
                                .flatMap(box -> box.certificates().stream().flatMap(List::stream))
                                .filter(pattern -> pattern.field() == field)
                                .map(CertificatePattern::glob))
                .toList();
    }

    private static List<String> verbs(Operation operation) {
        if (operation == Operation.CONNECT) {
            return List.of("CONNECT");
        }
        return Verb.known().stream()
                .filter(verb -> Stream.of(true, false)
                        .anyMatch(exists -> Verb.operation(verb, true, exists)
                                .filter(operation::equals)
                                .isPresent()))
                .toList();
    }

    /** A source of requests most of which fit the box. */
    Source of(Box box) {
        return new Source(box);
    }

    final class Source {
        private final List<String> ownUsers;
        private final List<Network> ownNetworks;
        private final List<Channel> channels;
        private final List<Operation> operations;
        private final List<PathPattern> wanted;

        private Source(Box box) {
            boolean free = box.users().isEmpty() && box.groups().isEmpty();
            List<String> meant = sorted(Stream.of(
                    box.users().stream().flatMap(Set::stream),
                    box.groups().stream()
                            .flatMap(Set::stream)
                            .flatMap(group -> policy.groups().getOrDefault(group, Set.of()).stream())));
            this.ownUsers = free || meant.isEmpty() ? users : meant;
            List<Network> from = box.from().stream()
                    .flatMap(origin -> Stream.concat(
                            sorted(Stream.of(origin.names().stream())).stream().flatMap(Witnesses.this::declared),
                            origin.networks().stream()))
                    .toList();
            this.ownNetworks = from.isEmpty() ? networks : from;
            this.channels = box.control().orElse(Set.of(Channel.values())).stream()
                    .sorted()
                    .toList();
            this.operations = box.operations().stream().sorted().toList();
            this.wanted = box.paths().orElse(patterns);
        }

        Request next() {
            Operation operation = one(operations);
            boolean secure = one(channels) == Channel.PROTECTED;
            String user = operation == Operation.CONNECT ? null : one(ownUsers);
            Session session = new Session(
                    user,
                    address(one(ownNetworks)),
                    one(listeners),
                    secure ? Channel.PROTECTED : Channel.CLEAR,
                    secure && !rarely() ? Channel.PROTECTED : Channel.CLEAR,
                    user == null || accounts.isEmpty() || random.nextBoolean() ? null : one(accounts),
                    secure ? handshake() : null);
            List<String> possible = Objects.requireNonNull(verbs.get(operation));
            String path = user == null || PATHLESS.contains(operation) ? null : path(user);
            return new Request(session, operation, one(possible), path, size(), moment());
        }

        private String path(String user) {
            List<PathPattern> any = random.nextBoolean() ? wanted : patterns;
            if (any.isEmpty()) {
                return "/" + ANY_NAME;
            }
            StringBuilder path = new StringBuilder();
            for (String segment : one(any).segments()) {
                path.append(segment.equals(PathPattern.ANY_DEPTH) ? deep(user) : "/" + filled(segment, user));
            }
            return path.isEmpty() ? "/" : path.toString();
        }
    }

    private InetAddress address(Network network) {
        BigInteger value = random.nextBoolean() ? network.first() : network.last();
        byte[] bytes = new byte[network.v4() ? 4 : 16];
        byte[] raw = value.toByteArray();
        int length = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Handshake handshake() {
        ClientCertificate certificate = random.nextBoolean()
                ? null
                : new ClientCertificate(
                        one(subjects).replace("*", ANY_NAME), one(issuers).replace("*", ANY_NAME));
        return new Handshake(one(List.of(TlsVersion.values())), one(ciphers).replace("*", ANY_NAME), certificate);
    }

    /** Some segments of this and other patterns. */
    private String deep(String user) {
        StringBuilder path = new StringBuilder();
        for (int left = random.nextInt(3); left > 0; left--) {
            path.append('/').append(filled(rarely() ? PathPattern.USER : segment(), user));
        }
        return path.toString();
    }

    private String segment() {
        List<String> segments = patterns.isEmpty() ? List.of() : one(patterns).segments();
        String segment = segments.isEmpty() ? ANY_NAME : one(segments);
        return segment.equals(PathPattern.ANY_DEPTH) ? ANY_NAME : segment;
    }

    /** A name for a segment, mostly with the session's user for {@code $user}. */
    private String filled(String segment, String user) {
        String name = rarely() ? one(users) : user;
        String wild = segment.equals("*") ? segment().replace("*", ANY_NAME) : ANY_NAME;
        String filled = segment.replace("*", wild).replace(PathPattern.USER, name);
        return filled.isEmpty() || filled.indexOf('/') >= 0 ? ANY_NAME : filled;
    }

    private long size() {
        if (sizes.isEmpty() || random.nextInt(3) == 0) {
            return Request.UNKNOWN_SIZE;
        }
        SizeRange range = one(sizes);
        return switch (random.nextInt(4)) {
            case 0 -> Math.max(0, range.least() - 1);
            case 1 -> range.least();
            case 2 -> range.most();
            default -> range.most() == Long.MAX_VALUE ? range.most() : range.most() + 1;
        };
    }

    private Instant moment() {
        if (windows.isEmpty() || rarely()) {
            return now;
        }
        Window window = one(windows);
        DayOfWeek day = one(window.days().stream().sorted().toList());
        int minute = one(List.of(window.from() - 1, window.from(), window.to() - 1, window.to()));
        return monday.plusDays(day.getValue() - 1L).plusMinutes(minute).toInstant();
    }

    private boolean rarely() {
        return random.nextInt(6) == 0;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
