package org.portreeve.reply;

import java.util.Optional;

/**
 * What a digit of a reply code says; or, as 10000, what Windows socket errors are.
 *
 * @param text its name
 * @param next what a client may do after it, of a first digit
 */
public record Digit(int value, String text, String meaning, Optional<String> next) {}
