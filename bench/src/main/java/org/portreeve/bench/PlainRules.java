package org.portreeve.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;

/**
 * The peer: the same rules as anybody would first write them in Java, a list of predicates asked one after the other.
 * Sets, prefixes and regular expressions are made beforehand; it stops at the first rule that refuses.
 */
final class PlainRules {
    private final List<PlainRule> rules;

    private record PlainRule(boolean allows, Predicate<Request> box) {}

    PlainRules(List<GeneratedRule> generated) {
        List<PlainRule> plain = new ArrayList<>();
        plain.add(new PlainRule(false, request -> request.session().control() == Channel.CLEAR));
        generated.forEach(rule -> plain.add(new PlainRule(rule.allows(), box(rule))));
        this.rules = List.copyOf(plain);
    }

    boolean allows(Request request) {
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
            Set<String> members = members(rule.group());
            box = box.and(request -> members.contains(request.session().user()));
        }
        if (rule.network() != GeneratedRule.EVERYBODY) {
            int network = rule.network();
            box = box.and(request -> isIn(network, request.session().address().getAddress()));
        }
        return box.and(path(rule.path()));
    }

    private static Set<String> members(int group) {
        Set<String> members = new HashSet<>();
        for (int member = 0; member < GeneratedPolicy.USERS_PER_GROUP; member++) {
            members.add(GeneratedPolicy.user(group, member));
        }
        return members;
    }

    private static boolean isIn(int network, byte[] address) {
        return address.length == 4
                && address[0] == 10
                && (address[1] & 0xff) == network / 256
                && (address[2] & 0xff) == network % 256;
    }

    private static Predicate<Request> path(String glob) {
        String regex = glob.replace(".", "\\.")
                .replace("*", "[^/]*")
                .replace("/[^/]*[^/]*/", "/(?:.*/)?")
                .replace("/[^/]*[^/]*", "(?:/.*)?");
        if (regex.contains("$user")) { // the user stands before the path, and is referred back to
            Pattern pattern = Pattern.compile("([^:]*):" + regex.replace("$user", "\\1"));
            return request -> pattern.matcher(request.session().user() + ":" + request.path())
                    .matches();
        }
        Pattern pattern = Pattern.compile(regex);
        return request ->
                request.path() != null && pattern.matcher(request.path()).matches();
    }
}
