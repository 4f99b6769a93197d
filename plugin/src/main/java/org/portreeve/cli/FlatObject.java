package org.portreeve.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259) whose values are texts, numbers, truth values or {@code null}. Strict: anything else,
 * a key given twice, or something behind the object is refused. Numbers and truth values are texts as they were written;
 * a key with {@code null} counts as left out.
 *
 * <p>RATIONALE: a line of a batch is nothing more than this, and a JSON library in the drop-in jar would be larger than all
 * of Portreeve.
 */
final class FlatObject {
    private final String text;
    private int at;

    private FlatObject(String text) {
        this.text = text;
    }

    /** The fields in their order. The message of the exception never holds a value. */
    static Map<String, String> read(String text) throws UsageException {
        return new FlatObject(text).object();
    }

    private Map<String, String> object() throws UsageException {
        Map<String, String> fields = new LinkedHashMap<>();
        expect('{');
        boolean more = !accept('}');
        while (more) {
            String key = string();
            expect(':');
            String value = value();
            if (value == null) {
                // said to be nothing
            } else if (fields.put(key, value) != null) {
                throw fault("a key given twice");
            }
            more = accept(',');
            if (!more) {
                expect('}');
            }
        }
        skipBlanks();
        if (at < text.length()) {
            throw fault("something behind the object");
        }
        return fields;
    }

    private @org.jspecify.annotations.Nullable String value() throws UsageException {
        skipBlanks();
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c == '"') {
            return string();
        }
        if (c == '{' || c == '[') {
            throw fault("a value is a text, a number, true or false");
        }
        int start = at;
        while (at < text.length() && " \t\r\n,}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("null")) {
            return null;
        }
        if (!word.equals("true")
                && !word.equals("false")
                && !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            at = start;
            throw fault("a value is a text in quotes, a number, true or false");
        }
        return word;
    }

    private String string() throws UsageException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw fault("a control character in a text");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        throw fault("a text without an end");
    }

    private char escaped() throws UsageException {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("an escape that JSON does not have");
        };
    }

    private char unicode() throws UsageException {
        String digits = text.substring(at, Math.min(text.length(), at + 4));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw fault("\\u without four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private void expect(char wanted) throws UsageException {
        if (!accept(wanted)) {
            throw fault("`" + wanted + "` is missing");
        }
    }

    private boolean accept(char wanted) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private UsageException fault(String what) {
        return new UsageException("not a JSON object of texts: " + what + " at character " + (at + 1));
    }
}
