package org.portreeve.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.testing.InvalidQuestionException;
import org.portreeve.policy.testing.Question;
import org.portreeve.reply.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain POLICY …} and {@code explain CODE} */
@Command(
        name = "explain",
        description = {"Says in words why a policy decides as it does; or prints the page of a code such as FP112."},
        footer = {
            "",
            "For example:",
            "  explain policy.yaml --as acme --from 203.0.113.9 --do 'STOR /in/acme/a.csv'",
            "  explain FP112"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--replies", paramLabel = "FILE", description = "Codes and texts of this replies.yaml.")
    private @Nullable Path replies;

    @Parameters(paramLabel = "POLICY|CODE", description = "A policy file, or the code of a finding.")
    private String subject;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InvalidPolicyException, InvalidQuestionException, UsageException {
        if (Pages.isCode(subject)) {
            console.print(Pages.of(subject));
            return ExitCode.CLEAN;
        }
        Policy policy = PolicyFile.readUntested(Path.of(subject), console.clock());
        Vocabulary vocabulary = replies == null ? Vocabulary.standard() : PolicyFile.readReplies(replies);
        Question question = Question.of(
                QuestionOptions.words(spec, console),
                policy.zone(),
                console.clock().instant());
        Answer answer = Answer.of(policy, question, vocabulary);
        console.print(answer.words());
        return answer.exitCode();
    }
}
