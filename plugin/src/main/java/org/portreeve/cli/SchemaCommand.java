package org.portreeve.cli;

import java.util.concurrent.Callable;
import org.portreeve.policy.FileKind;
import org.portreeve.policy.PolicyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
            description = "Of which kind of file: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless said.")
    private FileKind kind;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(PolicyFile.schema(kind));
        return ExitCode.CLEAN;
    }
}
