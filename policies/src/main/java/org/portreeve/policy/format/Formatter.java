package org.portreeve.policy.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.syntax.Budget;
import org.portreeve.policy.syntax.SourceFile;
import org.portreeve.policy.syntax.YamlReader;

/** The usual form of a file. Words are left as they are typed; sections, items and names stay in their order. */
public final class Formatter {

    private Formatter() {}

    /**
     * The file in its usual form, lines ending with a line feed.
     *
     * @param source without errors
     * @return nothing if the result would not say the same, with the same comments
     */
    public static Optional<String> format(SourceText source) {
        Group root = LayoutReader.read(source);
        Arrangement.arrange(root);
        String formatted = Printer.print(root);
        SourceFile result = SourceFile.of(source.name(), formatted);
        Optional<Object> meaning = meaning(result);
        boolean same = meaning.isPresent()
                && meaning.equals(meaning(SourceFile.of(source.name(), String.join("\n", source.lines()))))
                && LayoutReader.comments(source).equals(LayoutReader.comments(result.text()));
        return same ? Optional.of(formatted) : Optional.empty();
    }

    /** The tree without places, and without the order of keys, which says nothing; nothing if there are errors. */
    private static Optional<Object> meaning(SourceFile file) {
        Diagnostics findings = file.findings();
        Optional<Document> tree = findings.hasErrors() ? Optional.empty() : YamlReader.read(file, new Budget());
        return tree.filter(each -> !findings.hasErrors()).map(each -> meaning(each.root()));
    }

    private static Object meaning(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(Formatter::meaning).toList();
        }
        Map<String, List<Object>> entries = new HashMap<>();
        for (Mapping.Entry entry : ((Mapping) node).entries()) {
            entries.merge(entry.key().text(), List.of(meaning(entry.value())), Formatter::joined);
        }
        return entries;
    }

    private static List<Object> joined(List<Object> one, List<Object> other) {
        return Arrays.asList(one, other);
    }
}
