package org.portreeve.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status POLICY} */
@Command(
        name = "status",
        description = {
            "Asks a running server what is in force, and what it has refused so far.",
            "0: all is well; 1: there are warnings, or the files are not what is in force; 2: no server answers."
        })
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        String answer = server.ask("status");
        ServerStatus status = ServerStatus.read(answer);
        console.print(json ? answer.strip() : status.text());
        return status.isClean() ? ExitCode.CLEAN : ExitCode.ATTENTION;
    }
}
