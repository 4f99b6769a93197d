package org.portreeve.reply;

/** The first digit of a reply code: how the command ended (RFC 959 §4.2; 6yz is RFC 2228 §5). */
public enum ReplyClass {
    PRELIMINARY,
    COMPLETION,
    INTERMEDIATE,
    TRANSIENT_NEGATIVE,
    PERMANENT_NEGATIVE,
    PROTECTED;

    /** Whether a number can be a reply code at all. */
    public static boolean isCode(int number) {
        return number >= 100 && number <= 659;
    }

    /** The class of a code from 100 to 699. */
    public static ReplyClass of(int code) {
        int digit = code / 100;
        if (digit < 1 || digit > values().length) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        return values()[digit - 1];
    }

    /** The digit itself. */
    @SuppressWarnings("EnumOrdinal") // the order is that of the digits
    public int digit() {
        return ordinal() + 1;
    }

    public boolean isNegative() {
        return this == TRANSIENT_NEGATIVE || this == PERMANENT_NEGATIVE;
    }
}
