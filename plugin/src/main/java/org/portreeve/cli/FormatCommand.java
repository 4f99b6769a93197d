package org.portreeve.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.PolicyFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code format FILE…} */
@Command(
        name = "format",
        description = {
            "Prints a policy, a file that policies include, or a replies.yaml in the one usual form.",
            "Comments stay, and the meaning never changes. A file with errors is left alone."
        })
final class FormatCommand implements Callable<Integer> {
    private final Console console;

    @ArgGroup
    private final Mode mode = new Mode();

    /** What becomes of the text, if it is not printed. */
    private static final class Mode {
        @Option(
                names = "--check",
                description = "Only say which files are not in that form, and exit with 1 if any is.")
        private boolean check;

        @Option(names = "--write", description = "Change the files themselves.")
        private boolean write;
    }

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The file; several with --check and --write.")
    private List<Path> files;

    FormatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        if (files.size() > 1 && !mode.check && !mode.write) {
            throw new UsageException("one file is printed; for several say --check or --write");
        }
        int exitCode = ExitCode.CLEAN;
        for (Path file : files) {
            exitCode = Math.max(exitCode, format(file));
        }
        return exitCode;
    }

    private int format(Path file) throws IOException {
        String formatted;
        try {
            formatted = PolicyFile.format(file, console.clock());
        } catch (InvalidPolicyException e) {
            console.complain(String.valueOf(e.getMessage()));
            return ExitCode.ERROR;
        }
        String text = Files.readString(file);
        String wanted = text.contains("\r\n") ? formatted.replace("\n", "\r\n") : formatted;
        boolean changed = !text.equals(wanted);
        if (mode.check) {
            if (changed) {
                console.print(file + ": not in the usual form; `format --write` puts it right");
            }
            return changed ? ExitCode.ATTENTION : ExitCode.CLEAN;
        }
        if (!mode.write) {
            console.copy(wanted);
        } else if (changed) {
            replace(file, wanted);
            console.print(file + ": formatted");
        }
        return ExitCode.CLEAN;
    }

    /** In one step, so that nobody ever reads half a policy. Owner and mode stay, and links stay links. */
    private static void replace(Path file, String text) throws IOException {
        Path target = file.toRealPath();
        Path draft = target.resolveSibling(target.getFileName() + ".format");
        try {
            Files.copy(target, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setOwner(draft, Files.getOwner(target));
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
