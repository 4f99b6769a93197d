package org.portreeve.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.PolicyCheck;
import org.portreeve.policy.check.PolicySources;
import org.portreeve.policy.check.RepliesCheck;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.eval.CompiledPolicy;
import org.portreeve.policy.syntax.Budget;
import org.portreeve.policy.syntax.SourceFile;
import org.portreeve.policy.syntax.YamlReader;
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
        PolicySources sources = PolicySources.read(file);
        Optional<CheckedPolicy> checked = PolicyCheck.check(sources, clock);
        Report report = sources.report();
        Optional<Policy> policy = report.hasErrors()
                ? Optional.empty()
                : checked.map(each -> CompiledPolicy.compile(each, sources.hash(), sources.files(), report.rendered()));
        return new Examination(policy, report, sources.files());
    }

    /**
     * Reads {@code replies.yaml}: the standard vocabulary with the admin's codes and words.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static Vocabulary readReplies(Path file) throws InvalidPolicyException {
        Budget budget = new Budget();
        SourceFile source = SourceFile.read(file, budget);
        Diagnostics findings = source.findings();
        Optional<Vocabulary> vocabulary = findings.hasErrors()
                ? Optional.empty()
                : YamlReader.read(source, budget).map(tree -> RepliesCheck.check(tree, findings));
        if (vocabulary.isEmpty() || findings.hasErrors()) {
            throw new InvalidPolicyException(Report.of(List.of(findings)).text(), List.of(file));
        }
        return vocabulary.get();
    }
}
