package org.portreeve.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.portreeve.policy.Preset;
import org.portreeve.policy.diagnostic.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code preset list} and {@code preset show NAME} */
@Command(
        name = "preset",
        description = "Policies to begin with.",
        synopsisSubcommandLabel = "(list | show NAME)",
        footer = {"", "For example:", "  preset show tls-everywhere > policy.yaml"})
final class PresetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(Console console) {
        return new CommandLine(new PresetCommand())
                .addSubcommand("list", new ListPresets(console))
                .addSubcommand("show", new ShowPreset(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say `preset list` or `preset show NAME`");
    }

    private static Stream<Preset> all() {
        return Stream.of(Preset.values());
    }

    @Command(name = "list", description = "Names them, and says for whom each is.")
    static final class ListPresets implements Callable<Integer> {
        private final Console console;

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        ListPresets(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            if (json) {
                List<Json> presets = all().map(
                                each -> new Json().put("name", each.symbol()).put("audience", each.audience()))
                        .toList();
                console.print(new Json().put("presets", presets).toString());
            } else {
                all().forEach(each -> console.print("%-18s%s".formatted(each.symbol(), each.audience())));
            }
            return ExitCode.CLEAN;
        }
    }

    @Command(name = "show", description = "Prints one, ready to be saved as policy.yaml.")
    static final class ShowPreset implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "Its name.")
        private String name;

        ShowPreset(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws UsageException {
            Preset preset = Preset.of(name)
                    .orElseThrow(() -> new UsageException("there is no preset " + Words.quote(name) + "; "
                            + Words.didYouMean(name, all().map(Preset::symbol).toList())
                            + "`preset list` names them all"));
            console.copy(preset.policy());
            return ExitCode.CLEAN;
        }
    }
}
