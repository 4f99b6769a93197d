package org.portreeve.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.testing.TestReport;
import org.portreeve.policy.testing.TestRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test POLICY…} */
@Command(name = "test", description = "Runs the tests in policy files and shows each.")
final class TestCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Parameters(paramLabel = "POLICY", arity = "1..*", description = "Policy files.")
    private List<Path> files;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int exitCode = ExitCode.CLEAN;
        List<Json> all = new ArrayList<>();
        for (Path file : files) {
            TestReport report = PolicyFile.test(file, console.clock());
            if (report.report().hasErrors()) {
                exitCode = ExitCode.ERROR;
            }
            if (json) {
                all.add(json(file, report));
            } else {
                print(file, report);
            }
        }
        if (json) {
            console.print(new Json().put("files", all).toString());
        }
        return exitCode;
    }

    private void print(Path file, TestReport report) {
        long failed = report.results().stream().filter(each -> !each.passed()).count();
        for (TestRun.Result result : report.results()) {
            console.print((result.passed() ? "ok      " : "FAILED  ")
                    + result.test().describe() + " -> " + result.test().expectation());
        }
        if (report.report().hasErrors()) {
            console.print(report.report().text());
        }
        int count = report.results().size();
        console.print(
                report.runnable()
                        ? file + ": " + count + (count == 1 ? " test, " : " tests, ") + failed + " failed"
                        : file + ": not run, because the file has errors");
    }

    private static Json json(Path file, TestReport report) {
        return new Json()
                .put("file", file)
                .put("ok", !report.report().hasErrors())
                .put(
                        "tests",
                        report.results().stream()
                                .map(each -> new Json()
                                        .put("line", each.test().span().line())
                                        .put("question", each.test().describe())
                                        .put("expected", each.test().expectation())
                                        .put("outcome", each.answer())
                                        .put("rules", each.decision().rules())
                                        .put("passed", each.passed()))
                                .toList())
                .put(
                        "findings",
                        report.report().findings().stream()
                                .map(CheckCommand::json)
                                .toList());
    }
}
