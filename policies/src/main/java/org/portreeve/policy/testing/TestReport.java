package org.portreeve.policy.testing;

import java.util.List;
import org.portreeve.policy.diagnostic.Report;

/**
 * What came of the tests of a policy file.
 *
 * @param runnable whether the file could be read and compiled; if not, there are no results
 * @param report all findings, those of failed tests among them
 */
public record TestReport(boolean runnable, List<TestRun.Result> results, Report report) {
    public TestReport {
        results = List.copyOf(results);
    }
}
