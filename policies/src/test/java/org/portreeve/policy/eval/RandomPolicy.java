package org.portreeve.policy.eval;

import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.check.AccountNeed;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CertificatePattern;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.check.SizeRange;
import org.portreeve.policy.check.Window;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;
import org.portreeve.reply.SymbolicReply;

/** Policies and requests out of a seed. Words are few, so that much matches and much only just does not. */
final class RandomPolicy {
    private static final List<String> USERS = List.of("acme", "bob", "eva", "a", "acme2");
    private static final List<String> GROUPS = List.of("g1", "g2", "g3");
    private static final List<String> NETS = List.of("n1", "n2", "n3");
    private static final List<String> CODES = List.of("A-1", "B-2", "");
    private static final List<String> VERBS = List.of("STOR", "RETR", "LIST", "DELE", "NOOP", "QUIT", "PASS", "STAT");
    private static final List<String> ADDRESSES = List.of(
            "192.0.2.7", "192.0.2.130", "198.51.100.1", "::ffff:192.0.2.7", "2001:db8::1", "2001:db8:0:1::1", "::1");
    private static final List<String> SEGMENTS = List.of(
            "in", "out", "acme", "bob", "$user", "*", "**", "**", "*.csv", "a*b", "x-$user-*", "*a*", "a.csv", "ab");
    private static final List<String> NAMES =
            List.of("in", "out", "acme", "bob", "a.csv", "ab", "aab", "x-acme-1", ".csv", "b.tar.csv", "$user", "a");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/St_Johns");
    private static final List<Instant> EDGES = List.of(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-11-01T06:00:00Z"),
            Instant.parse("2026-03-08T07:00:00Z"),
            Instant.parse("2026-04-04T15:00:00Z"),
            Instant.parse("2026-11-30T23:00:00Z"),
            Instant.parse("2010-11-07T02:31:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"));
    private static final List<SymbolicReply> REPLIES = List.of(
            SymbolicReply.SERVICE_UNAVAILABLE,
            SymbolicReply.TLS_REQUIRED,
            SymbolicReply.NAME_NOT_ALLOWED,
            SymbolicReply.TRY_LATER);

    private final Random random;

    RandomPolicy(long seed) {
        this.random = new Random(seed);
    }

    CheckedPolicy policy() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 150 : 12);
        for (int number = 0; number < count; number++) {
            rules.add(rule("r" + number));
        }
        Map<String, Set<String>> groups = new HashMap<>();
        GROUPS.forEach(group -> groups.put(group, some(USERS, 3)));
        Map<String, List<Network>> networks = new HashMap<>();
        NETS.forEach(name -> networks.put(name, List.of(network(), network())));
        Optional<Map<String, Set<String>>> accounts =
                maybe(2, () -> Map.of("A-1", some(USERS, 2), "B-2", some(USERS, 2)));
        return new CheckedPolicy(
                "random",
                random.nextBoolean(),
                random.nextInt(8) == 0,
                ZoneId.of(one(ZONES)),
                groups,
                networks,
                accounts,
                rules,
                List.of(),
                List.of());
    }

    Request request() {
        Operation operation = one(List.of(Operation.values()));
        return new Request(session(), operation, one(VERBS), path(), size(), at());
    }

    String housekeeping() {
        return one(VERBS);
    }

    private Rule rule(String id) {
        Rule.Effect effect = switch (random.nextInt(4)) {
            case 0 -> new Rule.Refuse();
            case 1 -> require();
            default -> new Rule.Allow();
        };
        List<Box> unless = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0 && random.nextBoolean(); left--) {
            unless.add(box(true));
        }
        return new Rule(
                id,
                new Place("p.yaml", Span.START),
                effect,
                random.nextInt(8) == 0,
                box(false),
                unless,
                maybe(4, () -> one(REPLIES)));
    }

    private Rule.Require require() {
        return new Rule.Require(
                random.nextInt(3) == 0,
                maybe(5, () -> Set.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)),
                maybe(5, () -> List.of("TLS_AES_*", "*_SHA384")),
                random.nextInt(6) == 0,
                random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                random.nextInt(6) == 0,
                maybe(3, () -> new AccountNeed(random.nextBoolean() ? Set.of() : some(CODES, 2))),
                random.nextBoolean());
    }

    private Box box(boolean exception) {
        boolean given = random.nextBoolean();
        Set<Operation> any = EnumSet.complementOf(EnumSet.of(Operation.CONNECT));
        Set<Operation> operations = given && random.nextInt(4) > 0 ? some(List.of(Operation.values()), 6) : any;
        return new Box(
                operations,
                given,
                Set.of(),
                maybe(4, () -> some(USERS, 2)),
                maybe(4, () -> some(GROUPS, 2)),
                maybe(5, () -> new Origin(some(NETS, 2), random.nextBoolean() ? Set.of() : Set.of(network()))),
                maybe(8, () -> Set.of("default")),
                maybe(8, () -> Set.of(one(List.of(Channel.values())))),
                maybe(8, () -> some(CODES, 2)),
                maybe(10, () -> List.of(certificate())),
                maybe(6, () -> some(VERBS, 4)),
                maybe(2, () -> List.of(pattern(), pattern())),
                maybe(6, () -> List.of(window(), window())),
                maybe(8, () -> List.of(sizes())),
                exception ? maybe(3, () -> LocalDate.of(2026, 11, 30)) : Optional.empty());
    }

    private CertificatePattern certificate() {
        return switch (random.nextInt(3)) {
            case 0 -> new CertificatePattern(CertificatePattern.Field.ANY, "*");
            case 1 -> new CertificatePattern(CertificatePattern.Field.SUBJECT, "CN=a*,O=*");
            default -> new CertificatePattern(CertificatePattern.Field.ISSUER, "CN=ca");
        };
    }

    private SizeRange sizes() {
        return random.nextInt(3) == 0 ? SizeRange.UNKNOWN : SizeRange.of(random.nextInt(3), 2 + random.nextInt(3));
    }

    private Window window() {
        int from = random.nextInt(1440);
        int to = 1 + random.nextInt(1440);
        return new Window(some(List.of(DayOfWeek.values()), 4), from, from == to ? 1440 : to);
    }

    private PathPattern pattern() {
        List<String> segments = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            String segment = one(SEGMENTS);
            boolean repeated = segment.equals("**")
                    && !segments.isEmpty()
                    && segments.get(segments.size() - 1).equals("**");
            if (!repeated) {
                segments.add(segment);
            }
        }
        return new PathPattern(segments);
    }

    private Network network() {
        byte[] bytes = address().getAddress();
        int width = bytes.length * 8;
        int length = one(List.of(0, width, width / 4 * 3, width - 7, width / 2));
        BigInteger hosts = BigInteger.ONE.shiftLeft(width - length).subtract(BigInteger.ONE);
        BigInteger first = new BigInteger(1, bytes).andNot(hosts);
        return new Network(width == 32, first, first.or(hosts));
    }

    private Session session() {
        boolean secure = random.nextInt(3) > 0;
        Channel control = secure ? Channel.PROTECTED : Channel.CLEAR;
        Channel data = secure && random.nextBoolean() ? Channel.PROTECTED : Channel.CLEAR;
        return new Session(
                random.nextInt(12) == 0 ? null : one(USERS),
                address(),
                one(List.of("default", "other")),
                control,
                data,
                random.nextBoolean() ? null : one(CODES),
                secure && random.nextInt(5) > 0 ? handshake() : null);
    }

    private Handshake handshake() {
        return new Handshake(
                random.nextInt(5) == 0 ? null : one(List.of(TlsVersion.values())),
                random.nextInt(5) == 0 ? null : one(List.of("TLS_AES_128_GCM_SHA256", "TLS_OTHER", "X_SHA384")),
                random.nextBoolean() ? null : new ClientCertificate(name("CN=acme,O=A"), name("CN=ca")));
    }

    private String name(String usual) {
        return random.nextInt(5) == 0 ? null : random.nextInt(4) == 0 ? "CN=other" : usual;
    }

    private String path() {
        int kind = random.nextInt(25);
        if (kind < 2) {
            return kind == 0 ? null : one(List.of("relative", "", "/in/../x", "/.", "/a/./b"));
        }
        StringBuilder path = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            path.append(random.nextInt(15) == 0 ? "//" : "/").append(one(NAMES));
        }
        return path.length() == 0 || random.nextInt(15) == 0 ? path.append('/').toString() : path.toString();
    }

    private long size() {
        return random.nextInt(3) == 0 ? Request.UNKNOWN_SIZE : random.nextInt(6);
    }

    private Instant at() {
        int near = random.nextInt(3) == 0 ? 0 : random.nextInt(7 * 86_400) - 3 * 86_400;
        return one(EDGES).plusSeconds(near).plusMillis(random.nextInt(3) - 1);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(one(ADDRESSES));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Optional<T> maybe(int oneIn, Supplier<T> value) {
        return random.nextInt(oneIn) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> Set<T> some(List<T> from, int most) {
        Set<T> some = new LinkedHashSet<>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            some.add(one(from));
        }
        return some;
    }
}
