package org.portreeve.cli;

import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON text (RFC 8259) piece by piece.
 *
 * <p>RATIONALE: a line of a batch and a server's answer are all the JSON that is ever read here, and a JSON library in the
 * drop-in jar would be larger than all of Portreeve.
 */
final class JsonCursor {
    private final String text;
    private final String complaint;
    private int at;

    /**
     * At the beginning of a text.
     *
     * @param complaint how the message of every fault begins
     */
    JsonCursor(String text, String complaint) {
        this.text = text;
        this.complaint = complaint;
    }

    /** The character that comes next, blanks aside; NUL at the end. */
    char peek() {
        skipBlanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** A number or truth value as it is written, or null. */
    @Nullable
    String word() throws UsageException {
        skipBlanks();
        int start = at;
        while (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) {
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

    void end() throws UsageException {
        if (peek() != 0 || at < text.length()) {
            throw fault("something behind the object");
        }
    }

    String string() throws UsageException {
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

    void expect(char wanted) throws UsageException {
        if (!accept(wanted)) {
            throw fault("`" + wanted + "` is missing");
        }
    }

    boolean accept(char wanted) {
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

    UsageException fault(String what) {
        return new UsageException(complaint + ": " + what + " at character " + (at + 1));
    }
}
