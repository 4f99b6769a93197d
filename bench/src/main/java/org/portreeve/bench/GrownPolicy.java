package org.portreeve.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.CheckedPolicy;

/**
 * A generated policy of ten groups and ten networks in which each stands for many like it: its rules name every one of
 * them. Rules, paths and outcomes are the same however many there are, so that nothing else grows.
 */
final class GrownPolicy implements RequestSource {
    static final int LEAST = 10;

    private final GeneratedPolicy small;
    private final int groups;
    private final int networks;
    private int asked;

    /** {@code groups} and {@code networks} are multiples of {@value #LEAST}. */
    GrownPolicy(int rules, int groups, int networks) {
        this.small = new GeneratedPolicy(rules, LEAST, LEAST);
        this.groups = groups;
        this.networks = networks;
    }

    CheckedPolicy checked() {
        return new GeneratedModel(groups, LEAST, networks, LEAST).of(small.rules());
    }

    @Override
    public List<Request> requests(int count) throws IOException {
        List<Request> grown = new ArrayList<>();
        for (Request request : small.requests(count)) {
            grown.add(grown(request, asked++));
        }
        return grown;
    }

    /** The same request by somebody of a group and from a network that are like those of the request. */
    private Request grown(Request request, int number) throws IOException {
        Session from = request.session();
        String before = String.valueOf(from.user());
        int group = before.charAt(1) - '0' + LEAST * (number % (groups / LEAST));
        String user = "u" + group + before.substring(before.indexOf('x'));
        byte[] address = from.address().getAddress();
        int network = address[2] + LEAST * (number % (networks / LEAST));
        Session session = new Session(
                user,
                InetAddress.getByName(GeneratedPolicy.prefix(network) + (address[3] & 0xff)),
                from.listener(),
                from.control(),
                from.data(),
                from.account());
        String path = request.path() == null ? null : request.path().replace(before, user);
        return new Request(session, request.operation(), request.verb(), path, request.size(), request.at());
    }
}
