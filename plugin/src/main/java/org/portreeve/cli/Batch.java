package org.portreeve.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.portreeve.policy.Policy;
import org.portreeve.policy.testing.InvalidQuestionException;
import org.portreeve.policy.testing.Question;
import org.portreeve.reply.Vocabulary;

/**
 * Many questions, one JSON object a line; answers come as the questions do, and nothing is kept. Blank lines are skipped.
 */
final class Batch {
    private static final String STANDARD_INPUT = "-";

    private final Policy policy;
    private final Vocabulary vocabulary;
    private final Console console;

    Batch(Policy policy, Vocabulary vocabulary, Console console) {
        this.policy = policy;
        this.vocabulary = vocabulary;
        this.console = console;
    }

    /** Refusals are answers like others here; only a line that is no question makes an error of it. */
    int run(String source) throws IOException {
        try (BatchLines lines =
                new BatchLines(source.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(source)))) {
            return run(lines, console.out());
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new FileSystemException(source, null, e.getMessage());
        }
    }

    private int run(BatchLines lines, PrintWriter out) throws IOException {
        int exitCode = ExitCode.CLEAN;
        Instant now = console.clock().instant();
        long number = 0;
        boolean more = true;
        while (more) {
            Json answer = null;
            number++;
            try {
                String line = lines.next();
                more = line != null;
                if (line != null && !line.isBlank()) {
                    Question question = Question.of(FlatObject.read(line), policy.zone(), now);
                    answer = Answer.brief(policy, question, vocabulary);
                }
            } catch (UsageException | InvalidQuestionException e) {
                answer = new Json().put("error", e.getMessage()).put("line", number);
                exitCode = ExitCode.ERROR;
            }
            if (answer != null) {
                out.append(answer.toString()).append('\n');
            }
            if (lines.hasToWait()) {
                out.flush();
            }
        }
        out.flush();
        return exitCode;
    }
}
