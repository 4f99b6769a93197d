package org.portreeve.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reload POLICY} */
@Command(
        name = "reload",
        description = {
            "Has a running server read its policy now, and says what came of it.",
            "0: the files are in force; 1: they are, with warnings; 2: they are refused, or no server answers."
        })
final class ReloadCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Option(names = "--json", description = "The server's status as one JSON object.")
    private boolean json;

    ReloadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        String answer = server.ask("reload");
        ServerStatus status = ServerStatus.read(answer);
        console.print(json ? answer.strip() : status.outcome());
        return status.isClean() ? ExitCode.CLEAN : status.isAsInTheFiles() ? ExitCode.ATTENTION : ExitCode.ERROR;
    }
}
