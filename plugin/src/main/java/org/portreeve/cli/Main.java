package org.portreeve.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;

/** {@code java -jar portreeve-<version>.jar}. */
public final class Main {

    private Main() {}

    /** Ends the process with one of {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine(System.in, System.out, System.err, Clock.systemUTC())
                .execute(args));
    }

    /** The whole command line over these streams; texts are UTF-8. */
    static CommandLine commandLine(InputStream in, PrintStream out, PrintStream err, Clock clock) {
        Console console = new Console(in, writer(out), writer(err), clock);
        CommandLine line = new CommandLine(new PortreeveCommand())
                .addSubcommand("check", new CheckCommand(console))
                .addSubcommand("decide", QuestionOptions.addTo(new DecideCommand(console)))
                .addSubcommand("explain", QuestionOptions.addTo(new ExplainCommand(console)))
                .addSubcommand("test", new TestCommand(console))
                .addSubcommand("format", new FormatCommand(console))
                .addSubcommand("preset", PresetCommand.commandLine(console))
                .addSubcommand("reply", new ReplyCommand(console))
                .addSubcommand("quota", QuotaCommand.commandLine(console))
                .addSubcommand("reload", new ReloadCommand(console))
                .addSubcommand("status", new StatusCommand(console))
                .addSubcommand("schema", new SchemaCommand(console))
                .addSubcommand("completion", new CompletionCommand(console));
        line.setOut(console.out());
        line.setErr(console.err());
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(false);
        line.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command));
        line.setParameterExceptionHandler(Failures::misuse);
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
