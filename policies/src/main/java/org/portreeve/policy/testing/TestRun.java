package org.portreeve.policy.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Policy;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.SymbolicReply;

/** The tests of a policy file, put to the very policy that would take effect. */
public final class TestRun {

    /** What came of one test. */
    public record Result(PolicyTest test, Decision decision) {

        public boolean passed() {
            return decision.refusal().equals(test.expected());
        }
    }

    private TestRun() {}

    /** Runs them in their order. Tests that are no questions were reported when the file was checked, and are left out. */
    public static List<Result> of(List<PolicyTest> tests, Policy policy, Instant now) {
        return tests.stream()
                .flatMap(
                        test -> test
                                .question(now, new Diagnostics())
                                .map(question -> new Result(test, question.ask(policy)))
                                .stream())
                .toList();
    }

    /**
     * Makes an error of every test that failed.
     *
     * @param file the name of the file with the tests, as it stands in {@code places}
     * @param places of the rules by id
     */
    public static void report(List<Result> results, String file, Map<String, Place> places, Diagnostics findings) {
        results.stream()
                .filter(result -> !result.passed())
                .forEach(result -> findings.error(
                        Code.TEST_FAILED,
                        result.test().span(),
                        "test failed",
                        "got " + answer(result.decision()) + " from " + rule(result.decision(), file, places) + "."));
    }

    private static String answer(Decision decision) {
        return decision.refusal().map(SymbolicReply::symbol).orElse("allow");
    }

    private static String rule(Decision decision, String file, Map<String, Place> places) {
        String id = decision.rules().get(0);
        return "`" + id + "`"
                + Optional.ofNullable(places.get(id))
                        .map(place -> place.file().equals(file) || place.file().isEmpty()
                                ? " (line " + place.span().line() + ")"
                                : " (" + place + ")")
                        .orElse("");
    }
}
