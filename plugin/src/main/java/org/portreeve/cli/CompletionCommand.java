package org.portreeve.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion} */
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh. It completes the word portreeve, so give the jar that name:",
            "  alias portreeve='java -jar /path/to/portreeve.jar'",
            "  . <(portreeve completion)",
            "In zsh, say before: setopt complete_aliases"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.copy(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        return ExitCode.CLEAN;
    }
}
