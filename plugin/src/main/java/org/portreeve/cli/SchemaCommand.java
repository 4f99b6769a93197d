package org.portreeve.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.portreeve.policy.FileKind;
import org.portreeve.policy.PolicyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code schema [policy|included|replies]} */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema (draft 7) of a kind of file, so that editors complete and check it.",
            "The distribution has them in its directory schema."
        })
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            defaultValue = "policy",
            converter = Kinds.class,
            description = "Of which kind of file: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless said.")
    private FileKind kind;

    /** Knows them by the names that people see. */
    private static final class Kinds implements ITypeConverter<FileKind> {
        @Override
        public FileKind convert(String word) {
            return Arrays.stream(FileKind.values())
                    .filter(kind -> kind.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it is one of policy, included, replies"));
        }
    }

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(PolicyFile.schema(kind));
        return ExitCode.CLEAN;
    }
}
