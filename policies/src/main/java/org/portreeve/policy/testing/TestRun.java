package org.portreeve.policy.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

        /** {@code allow}, or the symbol of the reply. */
        public String answer() {
            return decision.refusal().map(SymbolicReply::symbol).orElse("allow");
        }
    }

    private TestRun() {}

    /** Runs them in their order. Tests that are no questions were reported when the file was checked, and are left out. */
    public static List<Result> of(List<PolicyTest> tests, Policy policy, Instant now) {
        return tests.stream()
                .flatMap(
                        test -> test
                                .question(now, Question.unread())
                                .map(question -> new Result(test, question.ask(policy)))
                                .stream())
                .toList();
    }

    /**
     * Makes an error of every test that failed.
     *
     * @param places of the rules by id
     * @param findings of the file in which the tests stand
     */
    public static void report(List<Result> results, Map<String, Place> places, Diagnostics findings) {
        results.stream()
                .filter(result -> !result.passed())
                .forEach(result -> findings.error(
                        Code.TEST_FAILED,
                        result.test().span(),
                        "test failed",
                        "got " + result.answer() + " from " + decider(result.decision(), places, findings) + "."));
    }

    /** The rule that made a decision and its place, as a finding names them. Parameters as of {@link #report}. */
    public static String decider(Decision decision, Map<String, Place> places, Diagnostics findings) {
        String id = decision.rules().get(0);
        Place place = places.get(id);
        if (place == null) {
            return "`" + id + "`";
        }
        boolean here =
                place.file().isEmpty() || place.file().equals(findings.source().name());
        return "`" + id + "` (" + (here ? "line " + place.span().line() : place.toString()) + ")";
    }
}
