package org.portreeve.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.testing.InvalidQuestionException;
import org.portreeve.policy.testing.Question;
import org.portreeve.reply.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code decide POLICY …} */
@Command(
        name = "decide",
        description = {
            "Asks a policy: may this session do that, what does the client hear, and which rules said so?",
            "The options are the words of `tests:`. Tests in the file are not run, so a policy that fails one can be asked why."
        },
        footer = {"", "For example:", "  decide policy.yaml --as acme --from 203.0.113.9 --do 'STOR /in/acme/a.csv'"})
final class DecideCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object instead of text, also where something is wrong.")
    private boolean json;

    @Option(
            names = "--batch",
            paramLabel = "FILE.jsonl",
            description = {
                "One JSON object a line, keys as the options; - is standard input.",
                "Prints one JSON object a line in the same order; blank lines are skipped.",
                "The options of a question do not go with it."
            })
    private @Nullable String batch;

    @Option(names = "--replies", paramLabel = "FILE", description = "Codes and texts of this replies.yaml.")
    private @Nullable Path replies;

    @Parameters(paramLabel = "POLICY", description = "The policy file.")
    private Path file;

    DecideCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InvalidPolicyException, InvalidQuestionException, UsageException {
        if (batch != null) {
            QuestionOptions.refuse(spec, "--batch");
        }
        try {
            return decide();
        } catch (InvalidPolicyException e) {
            if (!json) {
                throw e;
            }
            console.print(faults(e).toString());
        } catch (InvalidQuestionException | UsageException | IOException e) {
            if (!json) {
                throw e;
            }
            console.print(new Json().put("error", Failures.text(e)).toString());
        }
        return ExitCode.ERROR;
    }

    private int decide() throws IOException, InvalidPolicyException, InvalidQuestionException, UsageException {
        Policy policy = PolicyFile.readUntested(file, console.clock());
        Vocabulary vocabulary = replies == null ? Vocabulary.standard() : PolicyFile.readReplies(replies);
        if (batch != null) {
            return new Batch(policy, vocabulary, console).run(batch);
        }
        Question question = Question.of(
                QuestionOptions.words(spec, console),
                policy.zone(),
                console.clock().instant());
        Answer answer = Answer.of(policy, question, vocabulary);
        console.print(json ? answer.json().toString() : answer.text());
        return answer.exitCode();
    }

    /** The findings as {@code check --json} has them, of whichever file is to blame. */
    private Json faults(InvalidPolicyException e) {
        Path blamed = e.files().get(0);
        Report report = blamed.equals(replies)
                ? PolicyFile.examineReplies(blamed)
                : PolicyFile.examine(blamed, console.clock()).report();
        return new Json()
                .put("error", "there are errors in " + blamed)
                .put("files", List.of(CheckCommand.json(blamed, report)));
    }
}
