package org.portreeve.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portreeve.policy.Channel;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;

/**
 * A policy such as a house with many partners has, and requests to it: always the same for the same number of rules.
 * Closed by default. A group of five users for every ten rules, a /24 for every twenty; one rule in twenty is for
 * everybody, the others for one group; one in five refuses; one in three looks at the address as well; the first
 * demands TLS.
 */
final class GeneratedPolicy {
    static final int USERS_PER_GROUP = 5;
    static final String TLS_RULE = "protected-sessions";

    private static final int SEED = 959;
    private static final List<Deed> DEEDS = List.of(Deed.values());
    private static final List<String> EXTENSIONS = List.of("csv", "xml", "pdf", "zip", "exe", "tmp");

    private final Random random;
    private final int groups;
    private final int networks;
    private final List<GeneratedRule> rules = new ArrayList<>();

    GeneratedPolicy(int size) {
        this.random = new Random(SEED + size);
        this.groups = Math.max(2, size / 10);
        this.networks = Math.max(2, size / 20);
        for (int number = 1; number < size; number++) { // the first is TLS_RULE
            rules.add(rule(number));
        }
    }

    /** All rules but {@value #TLS_RULE}, in the order of the file. */
    List<GeneratedRule> rules() {
        return List.copyOf(rules);
    }

    int groups() {
        return groups;
    }

    /** Reads the policy as a server would, from a file that is gone afterwards. */
    Policy read() throws IOException, InvalidPolicyException {
        Path file = Files.createTempFile("portreeve-bench", ".yaml");
        try {
            Files.writeString(file, yaml());
            return PolicyFile.read(file);
        } finally {
            Files.delete(file);
        }
    }

    /** The same policy as the reader would make it, for sizes that are beyond the bounds of a file. */
    CheckedPolicy checked() {
        Map<String, Set<String>> members = new HashMap<>();
        for (int group = 0; group < groups; group++) {
            members.put("g" + group, Set.copyOf(members(group)));
        }
        Map<String, List<Network>> blocks = new HashMap<>();
        for (int network = 0; network < networks; network++) {
            BigInteger first = BigInteger.valueOf((10L << 24) + ((long) network << 8));
            blocks.put("n" + network, List.of(new Network(true, first, first.add(BigInteger.valueOf(255)))));
        }
        Set<Operation> any = EnumSet.complementOf(EnumSet.of(Operation.CONNECT));
        Rule.Effect sealed =
                new Rule.Require(true, Optional.empty(), Optional.empty(), false, true, Optional.empty(), false);
        List<Rule> all = new ArrayList<>();
        all.add(rule(TLS_RULE, sealed, box(any, Optional.empty(), Optional.empty(), Optional.empty())));
        for (GeneratedRule rule : rules) {
            Rule.Effect effect = rule.allows() ? new Rule.Allow() : new Rule.Refuse();
            all.add(rule(rule.id(), effect, box(rule)));
        }
        return new CheckedPolicy(
                "generated",
                false,
                false,
                ZoneOffset.UTC,
                members,
                blocks,
                Optional.empty(),
                all,
                List.of(),
                List.of());
    }

    private static Rule rule(String id, Rule.Effect effect, Box box) {
        return new Rule(id, new Place("generated", Span.START), effect, false, box, List.of(), Optional.empty());
    }

    private static Box box(GeneratedRule rule) {
        List<String> segments = Stream.of(rule.path().split("/", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        return box(
                EnumSet.copyOf(rule.deed().operations()),
                rule.group() == GeneratedRule.EVERYBODY ? Optional.empty() : Optional.of(Set.of("g" + rule.group())),
                rule.network() == GeneratedRule.EVERYBODY
                        ? Optional.empty()
                        : Optional.of(new Origin(Set.of("n" + rule.network()), List.of())),
                Optional.of(List.of(new PathPattern(segments))));
    }

    private static Box box(
            Set<Operation> operations,
            Optional<Set<String>> group,
            Optional<Origin> from,
            Optional<List<PathPattern>> paths) {
        return new Box(
                operations,
                true,
                Set.of(),
                Optional.empty(),
                group,
                from,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                paths,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    String yaml() {
        StringBuilder text = new StringBuilder("ftp-policy: 1\nname: generated\ndefault: refuse\ngroups:\n");
        for (int group = 0; group < groups; group++) {
            text.append("  g").append(group).append(": ").append(members(group)).append('\n');
        }
        text.append("networks:\n");
        for (int network = 0; network < networks; network++) {
            text.append("  n")
                    .append(network)
                    .append(": ")
                    .append(cidr(network))
                    .append('\n');
        }
        text.append("rules:\n  - {require: ").append(TLS_RULE);
        text.append(", op: any, needs: {control: tls, data: private}}\n");
        rules.forEach(rule -> text.append(rule.yaml()));
        return text.toString();
    }

    /** Random requests: one half made so that they fit some rule, the other from anywhere; one in twenty in the clear. */
    List<Request> requests(int count) throws IOException {
        List<Request> requests = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            GeneratedRule rule = rules.get(random.nextInt(rules.size()));
            requests.add(random.nextBoolean() ? request(rule) : request(rule(number)));
        }
        return requests;
    }

    private GeneratedRule rule(int number) {
        boolean house = random.nextInt(20) == 0;
        int group = house ? GeneratedRule.EVERYBODY : random.nextInt(groups);
        int network = random.nextInt(3) == 0 ? random.nextInt(networks) : GeneratedRule.EVERYBODY;
        Deed deed = DEEDS.get(random.nextInt(DEEDS.size()));
        return new GeneratedRule("rule-" + number, random.nextInt(5) > 0, group, network, deed, path(house));
    }

    private String path(boolean house) {
        int directory = random.nextInt(1000);
        return switch (random.nextInt(house ? 2 : 4)) {
            case 0 -> "/**/*." + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
            case 1 -> "/projects/p" + directory + "/**";
            case 2 -> "/projects/p" + directory + "/*/delivery-*.csv";
            default -> "/in/$user/**";
        };
    }

    private Request request(GeneratedRule rule) throws IOException {
        int group = rule.group() == GeneratedRule.EVERYBODY ? random.nextInt(groups) : rule.group();
        int network = rule.network() == GeneratedRule.EVERYBODY ? random.nextInt(networks) : rule.network();
        String user = user(group, random.nextInt(USERS_PER_GROUP));
        InetAddress address = InetAddress.getByName(prefix(network) + (1 + random.nextInt(254)));
        Channel channel = random.nextInt(20) == 0 ? Channel.CLEAR : Channel.PROTECTED;
        List<Operation> operations = rule.deed().operations();
        Operation operation = operations.get(random.nextInt(operations.size()));
        String path = rule.path()
                .replace("$user", user)
                .replace("/**/", "/in/" + user + "/")
                .replace("/**", "/2026/orders-" + random.nextInt(100) + ".csv")
                .replace("/*/", "/north/")
                .replace("*", Integer.toString(random.nextInt(100)));
        Session session = new Session(user, address, "default", channel, channel, null);
        return new Request(
                session, operation, Deed.verb(operation), path, Request.UNKNOWN_SIZE, java.time.Instant.EPOCH);
    }

    static String user(int group, int member) {
        return "u" + group + "x" + member;
    }

    static List<String> members(int group) {
        return IntStream.range(0, USERS_PER_GROUP)
                .mapToObj(member -> user(group, member))
                .toList();
    }

    static String cidr(int network) {
        return prefix(network) + "0/24";
    }

    /** The first three bytes of a network, with the dot that follows them. */
    static String prefix(int network) {
        return "10." + network / 256 + "." + network % 256 + ".";
    }
}
