package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostic;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.syntax.Budget;
import org.portreeve.policy.syntax.SourceFile;
import org.portreeve.policy.syntax.YamlReader;

/**
 * The files that make up a policy: the one that was named and those that it includes. Of a file that does not begin like
 * a policy nothing is ever printed, so {@code include} shows nobody what he may not read.
 */
public final class PolicySources {
    private static final int MOST_FILES = 64;
    private static final String INCLUDE = "include";

    private final Budget budget = new Budget();
    private final List<Path> files = new ArrayList<>();
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<Path, String> included = new HashMap<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private boolean hidden;

    /** A file of which a tree could be read. */
    record Part(Document document, Diagnostics findings) {}

    private PolicySources() {}

    /** Reads them all. What is wrong with them is among the findings of each. */
    public static PolicySources read(Path file) {
        PolicySources all = new PolicySources();
        all.files.add(file);
        all.included.put(identity(file), "it is the file itself");
        all.take(SourceFile.read(file, all.budget), file);
        return all;
    }

    /** All files, the one that was named first; also those that are not there. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** The first 12 hexadecimal digits of the SHA-256 of the file, or of the SHA-256s of all of them. */
    public String hash() {
        return SourceFile.hash(sources);
    }

    /** Whether the file that was named can only be meant to be included: it holds nothing else than such a file may. */
    public boolean isFragment() {
        return root().filter(each -> each.document().root().entries().stream()
                        .allMatch(entry ->
                                Schema.INCLUDED.known().contains(entry.key().text())))
                .isPresent();
    }

    /** Whether it needs other files: it has no rules, or speaks of names that it does not declare. */
    public boolean isPart() {
        boolean ruleless = root().filter(each -> each.document().root().entries().stream()
                        .noneMatch(entry -> entry.key().text().equals("rules")))
                .isPresent();
        return isFragment()
                && (ruleless || report().findings().stream().anyMatch(each -> each.code() == Code.UNDECLARED));
    }

    /** What an including file may declare is no longer missed. */
    public void forgiveMissing() {
        sources.forEach(each -> each.findings()
                .forgive(Set.of(Code.NO_DEFAULT, Code.UNDECLARED, Code.UNCHECKED_ACCOUNT, Code.UNKNOWN_ACCOUNT)));
    }

    /** What is found in the file that was named. */
    public Diagnostics findings() {
        return sources.get(0).findings();
    }

    /** What was found so far. Before anything can be printed, the account codes in it are hidden. */
    public Report report() {
        boolean toBePrinted = parts.stream().anyMatch(part -> !part.findings().isEmpty());
        if (toBePrinted && !hidden) {
            hidden = true;
            Secrets.hide(parts);
        }
        return Report.of(sources.stream().map(SourceFile::findings).toList());
    }

    /** The tree of the file that was named; nothing if there is none, and then that was reported. */
    Optional<Part> root() {
        return parts.stream()
                .filter(each -> each.findings() == sources.get(0).findings())
                .findFirst();
    }

    /** All trees, that of the file that was named first. */
    List<Part> parts() {
        return parts;
    }

    Path file() {
        return files.get(0);
    }

    private void take(SourceFile source, Path file) {
        sources.add(source);
        Diagnostics findings = source.findings();
        Optional<Document> document = findings.hasErrors() ? Optional.empty() : YamlReader.read(source, budget);
        document.ifPresent(tree -> {
            parts.add(new Part(tree, findings));
            open.addLast(file);
            wanted(tree, findings).forEach(word -> include(word, file, findings));
            open.removeLast();
        });
    }

    private static List<Scalar> wanted(Document document, Diagnostics findings) {
        return document.root().entries().stream()
                .filter(entry -> entry.key().text().equals(INCLUDE))
                .findFirst()
                .map(Mapping.Entry::value)
                .map(value -> Values.words(value, INCLUDE, findings))
                .orElse(List.of());
    }

    private void include(Scalar word, Path from, Diagnostics findings) {
        Path file;
        try {
            file = from.resolveSibling(word.text());
        } catch (InvalidPathException e) {
            report(word, "is no path", "name a file, from the directory of this one.", findings);
            return;
        }
        Path identity = identity(file);
        String before = included.putIfAbsent(identity, "first in " + findings.place(word.span()));
        if (open.stream().anyMatch(each -> identity(each).equals(identity))) {
            String ring = open.stream()
                    .dropWhile(each -> !identity(each).equals(identity))
                    .map(PolicySources::name)
                    .collect(Collectors.joining(" → "));
            report(word, "includes itself", ring + " → " + name(file) + ". Remove one of these includes.", findings);
        } else if (before != null) {
            report(word, "is included twice", before + ". Once is enough for all files.", findings);
        } else if (files.size() >= MOST_FILES) {
            report(word, "is one file too many", "a policy has " + MOST_FILES + " files at most.", findings);
        } else {
            files.add(file);
            follow(word, file, findings);
        }
    }

    private void follow(Scalar word, Path file, Diagnostics findings) {
        SourceFile source = SourceFile.read(file, budget);
        if (source.looksLikePolicy()) {
            take(source, file);
            return;
        }
        Optional<Diagnostic> fault = source.findings().sorted().stream().findFirst();
        report(
                word,
                "cannot be included: "
                        + fault.map(Diagnostic::message).orElse("it does not begin with `ftp-policy: 1`"),
                "looked for " + file + "; "
                        + fault.map(Diagnostic::help).orElse("that is the first line of every policy file."),
                findings);
    }

    private static void report(Scalar word, String message, String help, Diagnostics findings) {
        findings.error(Code.INCLUDE, word.span(), quote(word.text()) + " " + message, help);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException | SecurityException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** {@code a.yaml:7}, or only the line if it is in the file that the reader has before him. */
    static String seenFrom(Diagnostics here, Place place) {
        return place.file().equals(here.source().name())
                ? "line " + place.span().line()
                : place.toString();
    }
}
