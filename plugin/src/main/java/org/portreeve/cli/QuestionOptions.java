package org.portreeve.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portreeve.policy.testing.Word;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The words of {@code tests:} as options: made of the words themselves, so that no two lists can differ. */
final class QuestionOptions {
    private static final String FROM_STANDARD_INPUT = "-";

    private QuestionOptions() {}

    /** The command with these options besides its own. */
    static CommandLine addTo(Object subcommand) {
        CommandLine command = new CommandLine(subcommand);
        for (Word word : Word.values()) {
            OptionSpec.Builder option = OptionSpec.builder("--" + word.key())
                    .type(String.class)
                    .paramLabel(label(word))
                    .description(description(word));
            if (word == Word.EXISTS) {
                option.arity("0..1").fallbackValue("true");
            }
            command.getCommandSpec().addOption(option.build());
        }
        return command;
    }

    /** What was said. An account of {@code -} is read from standard input, where nobody else sees it. */
    static Map<String, String> words(CommandSpec command, Console console) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        for (Word word : Word.values()) {
            String value = command.findOption("--" + word.key()).getValue();
            if (value != null) {
                words.put(word.key(), value);
            }
        }
        if (FROM_STANDARD_INPUT.equals(words.get(Word.ACCOUNT.key()))) {
            String line = console.reader().readLine();
            words.put(Word.ACCOUNT.key(), line == null ? "" : line.strip());
        }
        return words;
    }

    /** Complains if a question was asked by options beside one that goes without. */
    static void refuse(CommandSpec command, String besides) {
        List<String> said = Arrays.stream(Word.values())
                .map(word -> "--" + word.key())
                .filter(option -> command.findOption(option).getValue() != null)
                .toList();
        if (!said.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    besides + " takes all of its questions from the file; leave out " + String.join(" ", said));
        }
    }

    private static String label(Word word) {
        return switch (word) {
            case AS, LISTENER, CIPHER, CERTIFICATE -> "NAME";
            case FROM -> "ADDRESS";
            case CONTROL -> "clear|tls";
            case DATA -> "clear|private";
            case TLS -> "VERSION";
            case ACCOUNT -> "CODE";
            case EXISTS -> "true|false";
            case SIZE -> "BYTES";
            case AT -> "'wed 12:00'";
            case DO -> "'VERB ARGUMENT'";
        };
    }

    private static String description(Word word) {
        return switch (word) {
            case ACCOUNT ->
                "the account code that ACCT gave; `-` reads it from standard input: others on this machine can see"
                        + " what stands on a command line";
            case AT -> word.meaning() + "; now unless said";
            default -> word.meaning();
        };
    }
}
