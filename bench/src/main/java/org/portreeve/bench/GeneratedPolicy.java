package org.portreeve.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.portreeve.policy.Channel;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.CheckedPolicy;

/**
 * A policy such as a house with many partners has, and requests to it: always the same for the same number of rules.
 * Closed by default. A group of five users for every ten rules, a /24 for every twenty; one rule in twenty is for
 * everybody, the others for one group; one in five refuses; one in three looks at the address as well; the first
 * demands TLS.
 */
final class GeneratedPolicy implements RequestSource {
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
        this(size, Math.max(2, size / 10), Math.max(2, size / 20));
    }

    GeneratedPolicy(int size, int groups, int networks) {
        this.random = new Random(SEED + size);
        this.groups = groups;
        this.networks = networks;
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

    /** The same policy without a file. */
    CheckedPolicy checked() {
        return new GeneratedModel(groups, groups, networks, networks).of(rules);
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
    @Override
    public List<Request> requests(int count) throws IOException {
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
        return 10 + (network >> 16) + "." + (network >> 8 & 0xff) + "." + (network & 0xff) + ".";
    }
}
