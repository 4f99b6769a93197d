package org.portreeve.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.analysis.Assertions;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.JsonSchema;
import org.portreeve.policy.check.PolicyCheck;
import org.portreeve.policy.check.PolicySources;
import org.portreeve.policy.check.PossibleReplies;
import org.portreeve.policy.check.RepliesCheck;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.eval.CompiledPolicy;
import org.portreeve.policy.format.Formatter;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.syntax.Budget;
import org.portreeve.policy.syntax.SourceFile;
import org.portreeve.policy.syntax.YamlReader;
import org.portreeve.policy.testing.TestReport;
import org.portreeve.policy.testing.TestRun;
import org.portreeve.reply.Vocabulary;

/** The one door to files that admins write. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads and compiles a policy and all that it includes.
     *
     * @throws InvalidPolicyException if it is missing, unreadable, too large or wrong in any way; names all errors
     */
    public static Policy read(Path file) throws InvalidPolicyException {
        Examination examination = examine(file);
        return examination
                .policy()
                .orElseThrow(
                        () -> new InvalidPolicyException(examination.report().text(), examination.files()));
    }

    /** Reads and compiles a policy and all that it includes, and says all that is to be said about it. Never throws. */
    public static Examination examine(Path file) {
        return examine(file, Clock.systemUTC());
    }

    /**
     * As {@link #examine(Path)}.
     *
     * @param clock tells which exceptions end soon; only warnings depend on it
     */
    public static Examination examine(Path file, Clock clock) {
        Loaded loaded = load(file, clock);
        loaded.test(clock);
        return new Examination(
                loaded.isFaulty() ? Optional.empty() : loaded.policy(),
                loaded.sources().report(),
                loaded.sources().files());
    }

    /**
     * What is to be said about a file that can only be there to be included, because it needs others: what they declare is
     * not missed. Empty if it is another file.
     */
    public static Optional<Report> examineIncluded(Path file, Clock clock) {
        PolicySources sources = PolicySources.read(file);
        Optional<CheckedPolicy> unused = PolicyCheck.check(sources, clock);
        if (!sources.isPart()) {
            return Optional.empty();
        }
        sources.forgiveMissing();
        return Optional.of(sources.report());
    }

    /**
     * Reads and compiles a policy without running its tests: to ask one that fails them why it does.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static Policy readUntested(Path file, Clock clock) throws InvalidPolicyException {
        Loaded loaded = load(file, clock);
        return loaded.policy()
                .orElseThrow(() -> new InvalidPolicyException(
                        loaded.sources().report().text(), loaded.sources().files()));
    }

    /**
     * Reads a policy without running its tests, and names the replies that its rules and limits can bring about.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static List<PossibleReply> possibleReplies(Path file, Clock clock) throws InvalidPolicyException {
        Loaded loaded = load(file, clock);
        return loaded.checked()
                .map(PossibleReplies::of)
                .orElseThrow(() -> new InvalidPolicyException(
                        loaded.sources().report().text(), loaded.sources().files()));
    }

    /** Reads and compiles a policy and runs its tests. Never throws. */
    public static TestReport test(Path file, Clock clock) {
        Loaded loaded = load(file, clock);
        List<TestRun.Result> results = loaded.test(clock);
        return new TestReport(
                loaded.policy().isPresent(), results, loaded.sources().report());
    }

    private static Loaded load(Path file, Clock clock) {
        PolicySources sources = PolicySources.read(file);
        Optional<CheckedPolicy> checked = PolicyCheck.check(sources, clock);
        Report report = sources.report();
        return report.hasErrors() || checked.isEmpty()
                ? new Loaded(sources, Optional.empty(), Optional.empty())
                : new Loaded(sources, checked, checked.map(each -> compile(each, sources)));
    }

    private static Policy compile(CheckedPolicy checked, PolicySources sources) {
        return CompiledPolicy.compile(
                checked, sources.hash(), sources.files(), sources.report().rendered());
    }

    /** A file on its way: compiled, unless there are errors in it. */
    private record Loaded(PolicySources sources, Optional<CheckedPolicy> checked, Optional<Policy> policy) {

        boolean isFaulty() {
            return sources.report().hasErrors();
        }

        /** Asks the compiled policy its own tests and assertions, as it will decide once it is enforced. */
        List<TestRun.Result> test(Clock clock) {
            if (checked.isEmpty() || policy.isEmpty()) {
                return List.of();
            }
            Policy asked = checked.get().observed() ? compile(checked.get().enforced(), sources) : policy.get();
            List<TestRun.Result> results = TestRun.of(checked.get().tests(), asked, clock.instant());
            Map<String, Place> places = new HashMap<>();
            checked.get().rules().forEach(rule -> places.put(rule.id(), rule.place()));
            TestRun.report(results, places, sources.findings());
            Assertions.report(Assertions.refute(checked.get(), asked, clock.instant()), places, sources.findings());
            return results;
        }
    }

    /**
     * Reads {@code replies.yaml}: the standard vocabulary with the admin's codes and words.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static Vocabulary readReplies(Path file) throws InvalidPolicyException {
        LoadedReplies loaded = loadReplies(file);
        return loaded.vocabulary()
                .orElseThrow(() -> new InvalidPolicyException(loaded.report().text(), List.of(file)));
    }

    /** Says all that is to be said about a {@code replies.yaml}. Never throws. */
    public static Report examineReplies(Path file) {
        return loadReplies(file).report();
    }

    /**
     * A policy, a file that policies include, or a {@code replies.yaml}, in the one usual form: comments and meaning stay.
     * Tests are not run.
     *
     * @return the text, its lines ending with a line feed
     * @throws InvalidPolicyException if there are errors in it, or if it cannot be brought into that form
     */
    public static String format(Path file, Clock clock) throws InvalidPolicyException {
        SourceFile source = SourceFile.read(file, new Budget());
        if (source.looksLikeReplies()) {
            readReplies(file);
        } else {
            refuseFaulty(file, clock);
        }
        return Formatter.format(source.text())
                .orElseThrow(() -> new InvalidPolicyException(
                        file + ": cannot be formatted without changing what it says, so it stays as it is",
                        List.of(file)));
    }

    /** In a file that is only there to be included, what it does not declare itself is no error. */
    private static void refuseFaulty(Path file, Clock clock) throws InvalidPolicyException {
        PolicySources sources = PolicySources.read(file);
        Optional<CheckedPolicy> unused = PolicyCheck.check(sources, clock);
        if (sources.isFragment()) {
            sources.forgiveMissing();
        }
        if (sources.report().hasErrors()) {
            throw new InvalidPolicyException(sources.report().text(), sources.files());
        }
    }

    /** The JSON Schema of a kind of file, for editors. */
    public static String schema(FileKind kind) {
        return JsonSchema.of(kind);
    }

    private record LoadedReplies(Optional<Vocabulary> vocabulary, Report report) {}

    private static LoadedReplies loadReplies(Path file) {
        Budget budget = new Budget();
        SourceFile source = SourceFile.read(file, budget);
        Diagnostics findings = source.findings();
        Optional<Vocabulary> vocabulary = findings.hasErrors()
                ? Optional.empty()
                : YamlReader.read(source, budget).map(tree -> RepliesCheck.check(tree, findings));
        return new LoadedReplies(vocabulary.filter(each -> !findings.hasErrors()), Report.of(List.of(findings)));
    }
}
