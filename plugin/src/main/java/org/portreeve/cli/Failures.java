package org.portreeve.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.testing.InvalidQuestionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What goes wrong, said without a stack trace. */
final class Failures {

    private Failures() {}

    static int report(Exception e, CommandLine command) {
        command.getErr().println(text(e));
        command.getErr().flush();
        return ExitCode.ERROR;
    }

    /** A wrong command line. Words that are no options are not repeated: one could be an account code. */
    static int misuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String options = unmatched.getUnmatched().stream()
                    .filter(each -> each.startsWith("--"))
                    .map(each -> each.split("=", 2)[0])
                    .collect(Collectors.joining(" "));
            command.getErr().println(options.isEmpty() ? "a word too many" : "unknown option " + options);
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(each -> command.getErr().println("did you mean " + each + " ?"));
        } else {
            command.getErr().println(e.getMessage());
        }
        command.getErr().println("`" + command.getCommandSpec().qualifiedName() + " --help` says what there is");
        command.getErr().flush();
        return ExitCode.ERROR;
    }

    /** What went wrong, for people. */
    static String text(Exception e) {
        if (e instanceof InvalidPolicyException
                || e instanceof InvalidQuestionException
                || e instanceof UsageException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file";
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            return "cannot read or write: " + e.getMessage();
        }
        return "unexpected " + e.getClass().getSimpleName() + "; this is a bug in Portreeve";
    }
}
