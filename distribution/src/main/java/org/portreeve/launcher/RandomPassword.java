package org.portreeve.launcher;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Passwords of more than 128 bits that survive a URL, a shell and being read aloud. */
final class RandomPassword {

    /** Letters and digits without l, o, I, O, 0 and 1: 56 of them, 5.8 bits each. */
    static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    static final int LENGTH = 24;

    private RandomPassword() {}

    static String create() {
        return new SecureRandom()
                .ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
                .collect(Collectors.joining());
    }
}
