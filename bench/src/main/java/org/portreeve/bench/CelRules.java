package org.portreeve.bench;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portreeve.policy.Request;

/** cel-java: a compiled program a rule, evaluated one after the other up to the first that refuses. */
final class CelRules implements Peer {
    private static final String GLOB = "glob";
    private static final String WITHIN = "within";

    private final List<CelRule> rules = new ArrayList<>();
    private final Map<String, List<String>> groups = new HashMap<>();

    private record CelRule(boolean allows, Program program) {}

    CelRules(GeneratedPolicy generated) {
        Cel cel = cel(new PeerFunctions());
        rules.add(compile(cel, false, "control == 'CLEAR'"));
        generated.rules().forEach(rule -> rules.add(compile(cel, rule.allows(), expression(rule))));
        for (int group = 0; group < generated.groups(); group++) {
            List<String> names = List.of("g" + group);
            GeneratedPolicy.members(group).forEach(user -> groups.put(user, names));
        }
    }

    @Override
    public boolean allows(Request request) {
        String user = String.valueOf(request.session().user());
        Map<String, Object> facts = Map.of(
                "user", user,
                "groups", groups.getOrDefault(user, List.of()),
                "address", PeerFunctions.number(request.session().address().getAddress()),
                "control", request.session().control().name(),
                "operation", request.operation().name(),
                "path", String.valueOf(request.path()));
        boolean allowed = false;
        for (CelRule rule : rules) {
            if ((rule.allows() && allowed) || !holds(rule.program(), facts)) {
                continue;
            }
            if (!rule.allows()) {
                return false;
            }
            allowed = true;
        }
        return allowed;
    }

    private static boolean holds(Program program, Map<String, Object> facts) {
        try {
            return (Boolean) program.eval(facts);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cheap parts first. */
    private static String expression(GeneratedRule rule) {
        List<String> parts = new ArrayList<>();
        parts.add(rule.deed().operations().stream()
                .map(each -> "operation == '" + each + "'")
                .reduce((one, other) -> one + " || " + other)
                .map(any -> "(" + any + ")")
                .orElseThrow());
        if (rule.group() != GeneratedRule.EVERYBODY) {
            parts.add("'g" + rule.group() + "' in groups");
        }
        if (rule.network() != GeneratedRule.EVERYBODY) {
            parts.add(WITHIN + "(address, '" + GeneratedPolicy.cidr(rule.network()) + "')");
        }
        parts.add(GLOB + "(path, '" + rule.path() + "', user)");
        return String.join(" && ", parts);
    }

    private static CelRule compile(Cel cel, boolean allows, String expression) {
        try {
            return new CelRule(allows, cel.createProgram(cel.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(expression, e);
        }
    }

    @SuppressWarnings("Immutable") // the functions only remember what they compiled
    private static Cel cel(PeerFunctions functions) {
        return CelFactory.plannerCelBuilder()
                .addVar("user", SimpleType.STRING)
                .addVar("groups", ListType.create(SimpleType.STRING))
                .addVar("address", SimpleType.INT)
                .addVar("control", SimpleType.STRING)
                .addVar("operation", SimpleType.STRING)
                .addVar("path", SimpleType.STRING)
                .setResultType(SimpleType.BOOL)
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                GLOB,
                                CelOverloadDecl.newGlobalOverload(
                                        GLOB,
                                        SimpleType.BOOL,
                                        SimpleType.STRING,
                                        SimpleType.STRING,
                                        SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                WITHIN,
                                CelOverloadDecl.newGlobalOverload(
                                        WITHIN, SimpleType.BOOL, SimpleType.INT, SimpleType.STRING)))
                .addFunctionBindings(
                        CelFunctionBinding.from(
                                GLOB,
                                List.of(String.class, String.class, String.class),
                                values -> functions.glob((String) values[0], (String) values[1], (String) values[2])),
                        CelFunctionBinding.from(WITHIN, Long.class, String.class, functions::within))
                .build();
    }
}
