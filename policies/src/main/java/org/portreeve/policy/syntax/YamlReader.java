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
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file into a tree. After a syntax error the list item (or the section) that it stands in is set aside and the
 * rest is read again, so that one run finds them all.
 */
public final class YamlReader {
    private static final int MOST_ATTEMPTS = 50;

    private final RawText raw;
    private final Sections sections;
    private final Diagnostics findings;
    private final Set<String> lost = new LinkedHashSet<>();

    private YamlReader(RawText raw, Diagnostics findings) {
        this.raw = raw;
        this.sections = new Sections(raw.lines());
        this.findings = findings;
    }

    /** The tree, as far as it can be read; empty if there is no mapping at all, and then that was reported. */
    public static Optional<Document> read(SourceText source, Diagnostics findings) {
        return new YamlReader(RawText.mend(source, findings), findings).read();
    }

    private Optional<Document> read() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return document(new TreeBuilder(raw, findings).build());
            } catch (SyntaxFault fault) {
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
