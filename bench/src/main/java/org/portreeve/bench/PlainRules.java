package org.portreeve.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;

/**
 * The same rules as anybody would first write them in Java, a list of predicates asked one after the other.
 * Sets, prefixes and regular expressions are made beforehand; it stops at the first rule that refuses.
 */
final class PlainRules implements Peer {
    private final List<PlainRule> rules;

    private record PlainRule(boolean allows, Predicate<Request> box) {}

    PlainRules(List<GeneratedRule> generated) {
        List<PlainRule> plain = new ArrayList<>();
        plain.add(new PlainRule(false, request -> request.session().control() == Channel.CLEAR));
        generated.forEach(rule -> plain.add(new PlainRule(rule.allows(), box(rule))));
        this.rules = List.copyOf(plain);
    }

    @Override
    public boolean allows(Request request) {
        boolean allowed = false;
        for (PlainRule rule : rules) {
            if ((rule.allows() && allowed) || !rule.box().test(request)) {
                continue;
            }
            if (!rule.allows()) {
                return false;
            }
            allowed = true;
        }
        return allowed;
    }

    private static Predicate<Request> box(GeneratedRule rule) {
        Set<Operation> operations = EnumSet.copyOf(rule.deed().operations());
        Predicate<Request> box = request -> operations.contains(request.operation());
        if (rule.group() != GeneratedRule.EVERYBODY) {
            Set<String> members = Set.copyOf(GeneratedPolicy.members(rule.group()));
            box = box.and(request -> members.contains(request.session().user()));
        }
        if (rule.network() != GeneratedRule.EVERYBODY) {
            int network = rule.network();
            box = box.and(request -> isIn(network, request.session().address().getAddress()));
        }
        PathGlob path = PathGlob.of(rule.path());
        return box.and(request -> path.matches(request.path(), request.session().user()));
    }

    private static boolean isIn(int network, byte[] address) {
        return address.length == 4 && PeerFunctions.number(address) >> 8 == (10L << 16) + network;
    }
}
