package org.portreeve.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.portreeve.status.StateFiles;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A server that has a policy in force, reached through its state directory. Options of the commands that ask it. */
final class RunningServer {
    private static final int LOOK_EVERY_MILLIS = 50;

    @Parameters(paramLabel = "POLICY", description = "The policy file, as the server's settings name it.")
    private Path policy;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The server's state directory; POLICY.state unless its settings name another.")
    private @Nullable Path state;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for the server; 10 unless said.")
    private int seconds;

    /**
     * Puts a wish into the directory and waits for the answer. Takes both away again, whatever happens.
     *
     * @throws UsageException if there is no answer; says why
     */
    String ask(String wish) throws IOException, UsageException {
        if (seconds < 1) {
            throw new UsageException("--timeout is a number of seconds, at least 1");
        }
        Path directory = state == null ? StateFiles.beside(policy) : state;
        if (!Files.isDirectory(directory)) {
            throw new UsageException("no server: there is no directory " + directory
                    + "\nThe server makes it when it starts. If its settings name another, say so with --state.");
        }
        String name = UUID.randomUUID().toString();
        Path request = directory.resolve(name + StateFiles.REQUEST);
        Path answer = directory.resolve(name + StateFiles.ANSWER);
        request.toFile().deleteOnExit(); // Ctrl-C leaves nothing either
        answer.toFile().deleteOnExit();
        try {
            StateFiles.replace(request, wish.getBytes(StandardCharsets.UTF_8));
            if (await(answer)) {
                return Files.readString(answer, StandardCharsets.UTF_8);
            }
        } catch (AccessDeniedException e) {
            throw new UsageException("not permitted to use " + directory + ": it belongs to "
                    + Files.getOwner(directory).getName() + ", so run this as that user");
        } finally {
            boolean unused = answer.toFile().delete();
        }
        throw new UsageException(
                Files.deleteIfExists(request)
                        ? "no server answers in " + directory + " (waited " + seconds + " s)\nIs it running, and is "
                                + policy + " its policy?"
                        : "the server took the request up, and has not answered within " + seconds
                                + " s\n`status` will tell what came of it.");
    }

    private boolean await(Path answer) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!Files.exists(answer)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
