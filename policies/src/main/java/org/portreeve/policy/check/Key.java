package org.portreeve.policy.check;

/**
 * A key of the language.
 *
 * @param shape what it takes, for editors; the readers look closer
 * @param description what it is for, in a sentence or two
 */
record Key(String name, Shape shape, String description) {}
