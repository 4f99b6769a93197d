package org.portreeve.policy.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/**
 * The text before it goes to the YAML parser. Reports tabs in indentation and values that start with a character that
 * YAML keeps for itself, and mends both, so that the rest of the file can be read.
 */
final class RawText {
    private static final String RESERVED = "*&!|>%@`";

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:]+");

    private final Diagnostics findings;
    private final List<String> mended = new ArrayList<>();
    private final List<Integer> shifts = new ArrayList<>();
    private final Set<Span> damaged = new HashSet<>();
    private char quote;
    private int depth;
    private int sibling;

    private RawText(Diagnostics findings) {
        this.findings = findings;
    }

    static RawText mend(SourceText source, Diagnostics findings) {
        RawText raw = new RawText(findings);
        for (int number = 1; number <= source.lines().size(); number++) {
            raw.mendLine(number, source.line(number));
        }
        return raw;
    }

    /** Lines for the parser; may be changed by who drops some. */
    List<String> lines() {
        return mended;
    }

    /** How many columns a line was moved to the right. */
    int shift(int line) {
        return line <= shifts.size() ? shifts.get(line - 1) : 0;
    }

    boolean isDamaged(int line, int column) {
        return damaged.contains(Span.at(line, column, 1));
    }

    private void mendLine(int number, String line) {
        int indent = indentOf(line);
        String text = line.substring(indent);
        boolean tab = quote == 0 && !text.isEmpty() && line.substring(0, indent).indexOf('\t') >= 0;
        if (tab) {
            findings.error(
                    Code.TAB,
                    Span.at(number, line.indexOf('\t') + 1, 1),
                    "tab in indentation",
                    "YAML indents with spaces only. Replace the tab by two spaces.");
        }
        int column = tab ? sibling : indent;
        shifts.add(column - indent);
        if (quote == 0 && !text.isEmpty() && text.charAt(0) != '#') {
            sibling = text.startsWith("- ") && !tab ? column + 2 : column;
        }
        mended.add(" ".repeat(column) + mendValues(number, indent, text));
    }

    private static int indentOf(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private String mendValues(int number, int indent, String text) {
        StringBuilder result = new StringBuilder(text);
        boolean atValue = true;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            start = atValue && c != ' ' && c != '\t' ? i : start;
            if (quote != 0) {
                boolean escaped = quote == '"' && c == '\\';
                i += escaped ? 1 : 0;
                quote = c == quote ? 0 : quote;
                atValue = false;
            } else if (c == '#' && (before == ' ' || before == '\t')) {
                return result.toString();
            } else if (atValue && (c == '"' || c == '\'')) {
                quote = c;
            } else if (atValue && RESERVED.indexOf(c) >= 0) {
                reportReserved(number, indent, text, i);
                result.setCharAt(i, 'x');
                atValue = false;
            } else if (depth > 0 && isSplit(text, start, i, atValue)) {
                int end = endOfSplit(text, i);
                reportSplit(number, indent, text, start, i, end);
                result.replace(start, end, "x".repeat(end - start));
                i = end - 1;
                atValue = false;
            } else {
                atValue = startsValue(text, i, atValue);
            }
        }
        return result.toString();
    }

    /** Whether a value can start behind this character. */
    private boolean startsValue(String text, int at, boolean atValue) {
        char c = text.charAt(at);
        boolean spaceFollows = at + 1 >= text.length() || text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '\t';
        switch (c) {
            case ' ', '\t' -> {
                return atValue;
            }
            case '{', '[' -> {
                boolean opens = atValue || depth > 0;
                depth += opens ? 1 : 0;
                return opens;
            }
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                return false;
            }
            case ',' -> {
                return depth > 0;
            }
            case ':' -> {
                return spaceFollows;
            }
            case '-', '?' -> {
                return atValue && spaceFollows;
            }
            default -> {
                return false;
            }
        }
    }

    /** Whether brackets around a value make YAML cut it in two here: at a brace in a path, at colons of an address. */
    private static boolean isSplit(String text, int start, int at, boolean atValue) {
        char c = text.charAt(at);
        if (c == ':') {
            boolean colons = text.startsWith("::", at);
            String behind = text.substring(at).replaceFirst("^:+", "");
            return (atValue && colons)
                    || (colons
                            && ADDRESS.matcher(text.substring(start, at)).matches()
                            && (behind.isEmpty() || ",]}".indexOf(behind.charAt(0)) >= 0));
        }
        return c == '{'
                && !atValue
                && text.charAt(start) == '/'
                && text.charAt(at - 1) != ' '
                && text.indexOf('}', at) > at;
    }

    private static int endOfSplit(String text, int at) {
        int brace = at;
        while (brace < text.length() && " \t,]}{".indexOf(text.charAt(brace)) < 0) {
            brace++;
        }
        if (brace < text.length() && text.charAt(brace) == '{' && text.indexOf('}', brace) > 0) {
            return endOfSplit(text, text.indexOf('}', brace) + 1);
        }
        return brace;
    }

    private void reportSplit(int number, int indent, String text, int start, int at, int end) {
        damaged.add(Span.at(number, text.codePointCount(0, start) + indent + 1, 1));
        boolean path = text.charAt(at) == '{';
        findings.error(
                Code.NOT_YAML,
                Span.at(number, text.codePointCount(0, at) + indent + 1, 1),
                path ? "`{` in a value without quotes" : "address without quotes",
                "inside brackets YAML cuts it in two here. Put it in quotes"
                        + (path ? ": '" + text.substring(start, end) + "'" : ", for example ['::1', '2001:db8::']."));
    }

    private void reportReserved(int number, int indent, String text, int at) {
        int column = text.codePointCount(0, at) + indent + 1;
        damaged.add(Span.at(number, column, 1));
        char c = text.charAt(at);
        String help = switch (c) {
            case '*' -> starHelp(text, at);
            case '&' -> "anchors and aliases have no place in a policy. Write the value out where it is used.";
            case '!' -> "tags have no place in a policy: every value is text. Put it in quotes if it starts so.";
            case '|', '>' -> "values have one line here. Put it in quotes if it starts so.";
            default -> "YAML keeps this character for itself. Put the value in quotes.";
        };
        findings.error(Code.RESERVED_START, Span.at(number, column, 1), "value starts with `" + c + "`", help);
    }

    /** Shows the pattern that was meant, but only of what is a path: other values may be secret. */
    private static String starHelp(String text, int at) {
        boolean isPath = text.lastIndexOf("path", at) >= 0 && !text.contains("acc");
        return "YAML reads `*` as an alias. "
                + (isPath
                        ? "Paths are absolute here: did you mean " + absolute(word(text, at)) + " ?"
                        : "Put the value in quotes.");
    }

    private static String word(String text, int at) {
        int end = at;
        while (end < text.length() && " \t,]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    private static String absolute(String pattern) {
        String inside = pattern.startsWith("**/") ? pattern.substring(3) : pattern;
        return inside.equals("*") || inside.equals("**") ? "/**" : "/**/" + inside;
    }
}
