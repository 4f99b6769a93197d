package org.portreeve.policy.syntax;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file into a tree. After a syntax error the list item (or the section) that it stands in is set aside and the
 * rest is read again, so that one run finds them all.
 */
public final class YamlReader {
    private static final int MOST_ATTEMPTS = 50;
    private static final int MOST_LINES = 500_000;

    private final RawText raw;
    private final Budget budget;
    private final Sections sections;
    private final Diagnostics findings;
    private final Set<String> lost = new LinkedHashSet<>();

    private YamlReader(RawText raw, Budget budget, Diagnostics findings) {
        this.raw = raw;
        this.budget = budget;
        this.sections = new Sections(raw.lines());
        this.findings = findings;
    }

    /** The tree, as far as it can be read; empty if there is no mapping at all, and then that was reported. */
    public static Optional<Document> read(SourceFile file, Budget budget) {
        Diagnostics findings = file.findings();
        return new YamlReader(RawText.mend(file.text(), findings), budget, findings).read();
    }

    private Optional<Document> read() {
        int attempts = Math.min(MOST_ATTEMPTS, 1 + MOST_LINES / raw.lines().size());
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                TreeBuilder builder = new TreeBuilder(raw, budget.nodesLeft(), findings);
                Optional<Document> document = document(builder.build());
                budget.takeNodes(builder.nodes());
                return document;
            } catch (SyntaxFault fault) {
                if (fault.code() == Code.TOO_LARGE) {
                    findings.error(fault.code(), fault.span(), fault.message(), fault.help());
                    findings.secretsMayHide();
                    return Optional.empty();
                }
                if (!setAside(fault.code(), fault.span(), fault.message(), fault.help())) {
                    return Optional.empty();
                }
            } catch (MarkedYamlEngineException e) {
                Fault fault = Fault.of(e, raw);
                if (!setAside(Code.NOT_YAML, fault.span(), fault.message(), fault.help())) {
                    return Optional.empty();
                }
            } catch (YamlEngineException e) {
                setAside(Code.NOT_YAML, Span.START, "not readable as YAML", "save it as plain text in UTF-8.");
                return Optional.empty();
            } catch (IllegalArgumentException e) { // the parser stumbles over escapes that are cut short
                setAside(
                        Code.NOT_YAML,
                        Span.START,
                        "an escape cannot be read",
                        "somewhere in double quotes \\u or \\x lacks its digits. Write the character itself.");
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean setAside(Code code, Span span, String message, String help) {
        findings.secretsMayHide();
        boolean known = findings.sorted().stream()
                .anyMatch(each -> each.code() == Code.TAB && each.span().line() == span.line());
        if (!known) {
            findings.error(code, span, message, help);
        }
        Optional<String> section = sections.drop(span.line());
        section.ifPresent(lost::add);
        return section.isPresent();
    }

    private Optional<Document> document(Optional<Node> root) {
        if (root.isPresent() && root.get() instanceof Mapping mapping) {
            return Optional.of(new Document(mapping, lost));
        }
        boolean blank = root.isEmpty()
                || (root.get() instanceof Scalar scalar && scalar.text().isEmpty());
        if (lost.isEmpty()) {
            findings.error(
                    blank ? Code.EMPTY_FILE : Code.WRONG_TYPE,
                    root.map(Node::span).orElse(Span.START),
                    blank ? "the file says nothing" : "the file is not a mapping",
                    "it consists of lines such as `default: refuse`.");
        }
        return Optional.empty();
    }
}
