package org.portreeve.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.PolicyCheck;
import org.portreeve.policy.check.RepliesCheck;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.TextRenderer;
import org.portreeve.policy.eval.CompiledPolicy;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.syntax.SourceFile;
import org.portreeve.policy.syntax.YamlReader;
import org.portreeve.policy.testing.TestRun;
import org.portreeve.reply.Vocabulary;

/** The one door to files that admins write. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads and compiles a policy.
     *
     * @throws InvalidPolicyException if it is missing, unreadable, too large or wrong in any way; names all errors
     */
    public static Policy read(Path file) throws InvalidPolicyException {
        Diagnostics findings = new Diagnostics();
        SourceFile source = SourceFile.read(file, findings);
        Optional<Document> document = tree(source, findings);
        Optional<CheckedPolicy> checked = document.map(tree -> PolicyCheck.check(tree, nameOf(file), findings));
        TextRenderer renderer = renderer(source, findings);
        if (checked.isEmpty() || findings.hasErrors()) {
            throw new InvalidPolicyException(renderer.render(findings.sorted()));
        }
        runTests(checked.get(), source, findings);
        if (findings.hasErrors()) {
            throw new InvalidPolicyException(renderer.render(findings.sorted()));
        }
        List<String> warnings = findings.sorted().stream().map(renderer::render).toList();
        return CompiledPolicy.compile(checked.get(), source.hash(), warnings);
    }

    /** Asks the compiled policy its own tests, as it will decide once it is enforced. */
    private static void runTests(CheckedPolicy checked, SourceFile source, Diagnostics findings) {
        if (checked.tests().isEmpty()) {
            return;
        }
        Policy policy = CompiledPolicy.compile(checked.enforced(), source.hash(), List.of());
        Map<String, Place> places = new HashMap<>();
        checked.rules().forEach(rule -> places.put(rule.id(), rule.place()));
        TestRun.report(
                TestRun.of(checked.tests(), policy, Instant.now()),
                source.text().name(),
                places,
                findings);
    }

    /**
     * Reads {@code replies.yaml}: the standard vocabulary with the admin's codes and words.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static Vocabulary readReplies(Path file) throws InvalidPolicyException {
        Diagnostics findings = new Diagnostics();
        SourceFile source = SourceFile.read(file, findings);
        Optional<Vocabulary> vocabulary = tree(source, findings).map(tree -> RepliesCheck.check(tree, findings));
        if (vocabulary.isEmpty() || findings.hasErrors()) {
            throw new InvalidPolicyException(renderer(source, findings).render(findings.sorted()));
        }
        return vocabulary.get();
    }

    private static Optional<Document> tree(SourceFile source, Diagnostics findings) {
        return findings.hasErrors() ? Optional.empty() : YamlReader.read(source.text(), findings);
    }

    private static TextRenderer renderer(SourceFile source, Diagnostics findings) {
        return new TextRenderer(source.text(), findings);
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
