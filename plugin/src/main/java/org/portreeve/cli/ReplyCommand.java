package org.portreeve.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.PossibleReply;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.Digit;
import org.portreeve.reply.ReplyProfile;
import org.portreeve.reply.Vocabulary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reply CODE} */
@Command(
        name = "reply",
        description = "Says what a reply means, why it was sent, what to do about it and what sends it.",
        footer = {
            "",
            "For example:",
            "  reply 552",
            "  reply SSH_FX_QUOTA_EXCEEDED",
            "  reply 552 --policy policy.yaml",
            "  reply --command STOR",
            "  reply --diff --profile iis"
        })
final class ReplyCommand implements Callable<Integer> {
    private final Console console;

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Also name the rules and limits of this policy that can bring it about.")
    private @Nullable Path policy;

    @ArgGroup
    private Source source = new Source();

    /** Where codes and texts come from. */
    static final class Source {
        @Option(names = "--replies", paramLabel = "FILE", description = "Codes and texts of this replies.yaml.")
        private @Nullable Path replies;

        @Option(names = "--profile", paramLabel = "NAME", description = "Codes and texts of this profile.")
        private @Nullable String profile;

        Vocabulary vocabulary() throws InvalidPolicyException, UsageException {
            if (replies != null) {
                return PolicyFile.readReplies(replies);
            }
            String name = profile == null ? ReplyProfile.PORTREEVE.symbol() : profile;
            Optional<ReplyProfile> known = ReplyProfile.of(name);
            return known.orElseThrow(() -> new UsageException("there is no profile " + Words.quote(name) + "; "
                            + Words.didYouMean(name, ReplyProfile.symbols()) + "known are "
                            + String.join(" ", ReplyProfile.symbols())))
                    .vocabulary();
        }
    }

    /** What is asked for. */
    static final class Subject {
        @Parameters(
                paramLabel = "CODE",
                description = "A number, a series such as 5yz, or a name such as quota-exceeded or SSH_FX_FAILURE.")
        private @Nullable String code;

        @Option(names = "--command", paramLabel = "VERB", description = "The replies that a command may have.")
        private @Nullable String command;

        @Option(names = "--digits", description = "What the digits of a reply code say.")
        private boolean digits;

        @Option(names = "--all", description = "Everything.")
        private boolean all;

        @Option(
                names = "--diff",
                description = "What the profile or the replies.yaml says differently from the profile portreeve.")
        private boolean diff;
    }

    /** How it is printed. */
    static final class Form {
        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        @Option(names = "--markdown", description = "With --all: the reference page.")
        private boolean markdown;

        @Option(names = "--html", description = "With --all: the reference page.")
        private boolean html;
    }

    ReplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidPolicyException, UsageException {
        if ((form.markdown || form.html) && !subject.all) {
            throw new UsageException("--markdown and --html go with --all");
        }
        if (subject.digits) {
            print(ReplyTables.digits(Catalogue.shipped()), ReplyTables.digitsJson(Catalogue.shipped()));
            return ExitCode.CLEAN;
        }
        Vocabulary vocabulary = source.vocabulary();
        if (subject.diff) {
            ReplyDiff diff = ReplyDiff.of(Vocabulary.standard(), vocabulary);
            print(diff.text(), diff.json());
            return ExitCode.CLEAN;
        }
        ReplyCards cards = new ReplyCards(vocabulary, possibleReplies());
        ReplyLookup lookup = new ReplyLookup(cards, vocabulary);
        if (subject.command != null) {
            CommandReplies command = lookup.command(subject.command);
            print(ReplyTables.command(command), ReplyTables.commandJson(command));
        } else if (subject.code != null) {
            one(lookup, subject.code);
        } else {
            all(cards);
        }
        return ExitCode.CLEAN;
    }

    private Optional<List<PossibleReply>> possibleReplies() throws InvalidPolicyException {
        return policy == null ? Optional.empty() : Optional.of(PolicyFile.possibleReplies(policy, console.clock()));
    }

    private void one(ReplyLookup lookup, String code) throws UsageException {
        Optional<Digit> digit = lookup.digit(code);
        if (digit.isPresent()) {
            print(ReplyTables.digit(digit.get()).strip(), ReplyTables.json(digit.get()));
            return;
        }
        List<ReplyCard> found = lookup.cards(code);
        print(found.stream().map(ReplyCard::words).collect(Collectors.joining("\n\n")), json(found.stream()));
    }

    private void all(ReplyCards cards) {
        if (form.markdown || form.html) {
            console.copy(ReplyPage.write(cards, form.html ? new Html() : new Markdown()));
        } else if (form.json) {
            Catalogue catalogue = Catalogue.shipped();
            console.print(json(cards.all())
                    .put("digits", ReplyTables.digitsJson(catalogue))
                    .put(
                            "commands",
                            catalogue.commands().stream()
                                    .map(ReplyTables::commandJson)
                                    .toList())
                    .toString());
        } else {
            console.print(cards.all().map(ReplyCard::words).collect(Collectors.joining("\n\n")));
        }
    }

    private void print(String text, Json json) {
        console.print(form.json ? json.toString() : text);
    }

    private static Json json(Stream<ReplyCard> cards) {
        return new Json().put("replies", cards.map(ReplyCard::json).toList());
    }
}
