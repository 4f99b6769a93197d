package org.portreeve.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.portreeve.policy.InvalidPolicyException;
import picocli.CommandLine;

/** What goes wrong, said without a stack trace. */
final class Failures {

    private Failures() {}

    static int report(Exception e, CommandLine command) {
        command.getErr().println(text(e));
        command.getErr().flush();
        return ExitCode.ERROR;
    }

    private static String text(Exception e) {
        if (e instanceof InvalidPolicyException || e instanceof UsageException) {
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
