package org.portreeve.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import org.casbin.jcasbin.main.CoreEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.persist.file_adapter.FileAdapter;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;

/**
 * jCasbin: a model of its own and one policy line a rule, all in memory, without its log. The cheap parts of the matcher come
 * first; it stops at the first line that denies.
 */
final class CasbinRules implements Peer {
    private static final String ANY = "*";
    private static final String MODEL = """
            [request_definition]
            r = user, address, control, operation, path

            [policy_definition]
            p = control, operation, group, network, path, eft

            [role_definition]
            g = _, _

            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

            [matchers]
            m = (p.control == "*" || r.control == p.control) \\
              && (p.operation == "*" || does(r.operation, p.operation)) \\
              && (p.group == "*" || g(r.user, p.group)) \\
              && (p.network == "*" || within(r.address, p.network)) \\
              && (p.path == "*" || glob(r.path, p.path, r.user))
            """;

    private final Enforcer enforcer;

    CasbinRules(GeneratedPolicy generated) {
        FileAdapter lines =
                new FileAdapter(new ByteArrayInputStream(lines(generated).getBytes(UTF_8)));
        enforcer = new Enforcer(CoreEnforcer.newModel(MODEL), lines, false);
        PeerFunctions functions = new PeerFunctions();
        add("does", values -> Deed.valueOf((String) values[1]).operations().contains((Operation) values[0]));
        add("within", values -> functions.within((Long) values[0], (String) values[1]));
        add("glob", values -> functions.glob((String) values[0], (String) values[1], (String) values[2]));
    }

    private void add(String name, CasbinFunction.Test test) {
        enforcer.addFunction(name, new CasbinFunction(name, test));
    }

    @Override
    public boolean allows(Request request) {
        return enforcer.enforce(
                request.session().user(),
                PeerFunctions.number(request.session().address().getAddress()),
                request.session().control().name(),
                request.operation(),
                request.path());
    }

    private static String lines(GeneratedPolicy generated) {
        StringBuilder lines = new StringBuilder("p, CLEAR, *, *, *, *, deny\n");
        for (GeneratedRule rule : generated.rules()) {
            String group = rule.group() == GeneratedRule.EVERYBODY ? ANY : "g" + rule.group();
            String network = rule.network() == GeneratedRule.EVERYBODY ? ANY : GeneratedPolicy.cidr(rule.network());
            lines.append(String.join(
                            ", ",
                            "p",
                            ANY,
                            rule.deed().name(),
                            group,
                            network,
                            rule.path(),
                            rule.allows() ? "allow" : "deny"))
                    .append('\n');
        }
        for (int group = 0; group < generated.groups(); group++) {
            for (String user : GeneratedPolicy.members(group)) {
                lines.append("g, ").append(user).append(", g").append(group).append('\n');
            }
        }
        return lines.toString();
    }
}
