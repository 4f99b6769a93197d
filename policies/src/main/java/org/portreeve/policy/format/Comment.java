package org.portreeve.policy.format;

/**
 * A comment, from its {@code #} to the end of the line.
 *
 * @param afterBlank whether it stands below an empty line
 */
record Comment(String text, boolean afterBlank) {}
