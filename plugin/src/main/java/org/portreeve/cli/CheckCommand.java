package org.portreeve.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.diagnostic.Diagnostic;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.diagnostic.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check FILE…} */
@Command(
        name = "check",
        description = {
            "Reads policies and says all that is wrong with them, and runs their tests.",
            "A file that begins with ftp-replies is read as replies.yaml."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files, or replies.yaml.")
    private List<Path> files;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Json> all = new ArrayList<>();
        boolean errors = false;
        boolean warnings = false;
        Optional<Diagnostic> first = Optional.empty();
        for (Path file : files) {
            Optional<Report> included = PolicyFile.examineIncluded(file, console.clock());
            Report report = included.orElseGet(() -> examine(file));
            errors |= report.hasErrors();
            first = first.or(() -> report.findings().stream()
                    .filter(each -> each.severity() == Severity.ERROR)
                    .findFirst());
            warnings |= !report.findings().isEmpty();
            if (json) {
                all.add(json(file, report));
            } else {
                included.ifPresent(each -> console.print(
                        file + ": note: checked as a file to be included: what it does not declare, others may"));
                console.print(report.findings().isEmpty() ? file + ": no findings" : report.text());
            }
        }
        if (json) {
            console.print(new Json().put("files", all).toString());
        } else {
            summarize(first, warnings);
        }
        return errors ? ExitCode.ERROR : warnings ? ExitCode.ATTENTION : ExitCode.CLEAN;
    }

    private Report examine(Path file) {
        return isReplies(file)
                ? PolicyFile.examineReplies(file)
                : PolicyFile.examine(file, console.clock()).report();
    }

    private void summarize(Optional<Diagnostic> error, boolean warnings) {
        if (error.isPresent()) {
            console.print(
                    "\nThere are errors, so this would not be taken. `explain CODE` says more, for example: explain "
                            + error.get().code().id());
        } else if (warnings) {
            console.print("\nOnly warnings.");
        }
    }

    /** All that was found in one file. */
    static Json json(Path file, Report report) {
        return new Json()
                .put("file", file)
                .put("ok", !report.hasErrors())
                .put(
                        "findings",
                        report.findings().stream().map(CheckCommand::json).toList());
    }

    static Json json(Diagnostic finding) {
        return new Json()
                .put("file", finding.place().file())
                .put("line", finding.span().line())
                .put("column", finding.span().column())
                .put("endLine", finding.span().endLine())
                .put("endColumn", finding.span().endColumn())
                .put("severity", finding.severity() == Severity.ERROR ? "error" : "warning")
                .put("code", finding.code().id())
                .put("message", finding.message())
                .put("help", finding.help());
    }

    /** What the file says it is; one that cannot be read is for the policy reader to complain about. */
    private static boolean isReplies(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.limit(1000)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .filter(line -> line.startsWith("ftp-replies"))
                    .isPresent();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
