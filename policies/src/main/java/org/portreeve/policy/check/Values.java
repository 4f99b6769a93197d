package org.portreeve.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** Types of values: one word, a word or a list of them, a mapping. */
final class Values {
    static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    /** What people read, and only they. */
    private static final Set<String> PROSE = Set.of("why", "name", "text");

    private static final Pattern TYPOGRAPHIC =
            Pattern.compile("^[\u2018-\u201F\u00AB\u00BB]|[\u2018-\u201F\u00AB\u00BB]$");

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
        boolean prose = PROSE.contains(key);
        if (scalar.text().codePoints().anyMatch(each -> prose ? Character.isISOControl(each) : Words.isUnseen(each))) {
            findings.error(
                    Code.CONTROL_CHARACTER,
                    node.span(),
                    "value with a character that cannot be seen",
                    "remove it; no name, path or code of a policy has one.");
            return Optional.empty();
        }
        if (!prose && TYPOGRAPHIC.matcher(scalar.text()).find()) {
            findings.warning(
                    Code.UNKNOWN_VALUE,
                    node.span(),
                    "quotes from a word processor",
                    "here they are part of the value. Use \" or ', or none.");
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

    /** The name of a user; reports the placeholder of paths, which no user is called. */
    static Optional<String> user(Scalar word, Diagnostics findings) {
        if (word.text().equals(PathPattern.USER)) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "`" + PathPattern.USER + "` is no user name",
                    "it is a placeholder in `path` and stands for nobody here. Name users; for everybody leave `user` out.");
            return Optional.empty();
        }
        if (word.text().indexOf('*') >= 0) {
            findings.warning(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    Words.quote(word.text()) + " is no pattern here",
                    "user names are taken as they are written. For everybody leave `user` out; for many make a group.");
        }
        return Optional.of(word.text());
    }

    /** A word that is one of a few; reports any other. */
    static Optional<String> choice(Scalar word, String key, List<String> known, Diagnostics findings) {
        if (known.contains(word.text())) {
            return Optional.of(word.text());
        }
        String meant = Words.didYouMean(word.text(), known);
        String all = known.size() > 3
                ? "known are " + String.join(", ", known) + "."
                : known.stream().map(each -> "`" + each + "`").collect(Collectors.joining(" or ", "it is ", "."));
        findings.error(
                Code.UNKNOWN_VALUE,
                word.span(),
                "unknown value " + Words.quote(word.text()) + " of `" + key + "`",
                meant.isEmpty() ? all : meant + Character.toUpperCase(all.charAt(0)) + all.substring(1));
        return Optional.empty();
    }

    /** As {@link #choice(Scalar, String, List, Diagnostics)}, of a key that may be missing. */
    static Optional<String> choice(Fields fields, String key, List<String> known, Diagnostics findings) {
        return fields.get(key)
                .flatMap(node -> word(node, key, findings))
                .flatMap(word -> choice(word, key, known, findings));
    }
}
