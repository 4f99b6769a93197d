package org.portreeve.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Types of values: one word, a word or a list of them, a mapping. */
final class Values {
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private Values() {}

    /** One word that is not empty. Anything else was reported, or will be nothing to go on with. */
    static Optional<Scalar> word(Node node, String key, Diagnostics findings) {
        if (!(node instanceof Scalar scalar)) {
            findings.error(
                    Code.WRONG_TYPE, node.span(), "`" + key + "` takes one value", "write `" + key + ": value`.");
            return Optional.empty();
        }
        if (scalar.text().isEmpty() && !scalar.damaged()) {
            findings.error(
                    Code.EMPTY_VALUE, node.span(), "`" + key + "` has no value", "write one, or remove the key.");
            return Optional.empty();
        }
        return scalar.damaged() ? Optional.empty() : Optional.of(scalar);
    }

    /** A word, or a list of words. */
    static List<Scalar> words(Node node, String key, Diagnostics findings) {
        if (node instanceof Mapping) {
            findings.error(
                    Code.WRONG_TYPE,
                    node.span(),
                    "`" + key + "` takes a value or a list",
                    "write `" + key + ": value` or `" + key + ": [one, two]`; a value with braces needs quotes.");
            return List.of();
        }
        if (!(node instanceof Sequence sequence)) {
            return word(node, key, findings).stream().toList();
        }
        if (sequence.items().isEmpty()) {
            findings.error(
                    Code.EMPTY_VALUE,
                    node.span(),
                    "`" + key + "` is an empty list",
                    "write a value, or remove the key.");
        }
        List<Scalar> words = new ArrayList<>();
        sequence.items().forEach(item -> word(item, key, findings).ifPresent(words::add));
        return words;
    }

    static Optional<Mapping> mapping(Node node, String key, String example, Diagnostics findings) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (!(node instanceof Scalar scalar && scalar.damaged())) {
            findings.error(Code.WRONG_TYPE, node.span(), "`" + key + "` takes a mapping", "for example " + example);
        }
        return Optional.empty();
    }

    /** Whether it can be the name of a rule, a limit, a group or a network; reports if not. */
    static boolean isId(Scalar word, Diagnostics findings) {
        if (word.damaged()) {
            return false;
        }
        boolean ok = ID.matcher(word.text()).matches();
        if (!ok) {
            findings.error(
                    Code.BAD_ID,
                    word.span(),
                    "not usable as a name",
                    "a name begins with a letter; letters, digits, `-`, `_` and `.` follow, 64 in all at most.");
        }
        return ok;
    }

    /** No word below this node is ever printed. */
    static void hide(Node node, Diagnostics findings) {
        if (node instanceof Scalar scalar) {
            if (!scalar.text().equals("given")) {
                findings.hide(node.span());
            }
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> hide(item, findings));
        } else if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> {
                findings.hide(entry.key().span());
                hide(entry.value(), findings);
            });
        }
    }
}
