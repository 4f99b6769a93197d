package org.portreeve.reply;

/** The second digit of a reply code: what the reply is about (RFC 959 §4.2). */
public enum ReplyGroup {
    SYNTAX,
    INFORMATION,
    CONNECTIONS,
    AUTHENTICATION,
    UNSPECIFIED,
    FILE_SYSTEM;

    /** The group of a code from 100 to 659 whose second digit is at most 5. */
    public static ReplyGroup of(int code) {
        int digit = code / 10 % 10;
        if (code < 100 || code > 659 || digit >= values().length) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        return values()[digit];
    }

    /** The digit itself. */
    @SuppressWarnings("EnumOrdinal") // the order is that of the digits
    public int digit() {
        return ordinal();
    }
}
