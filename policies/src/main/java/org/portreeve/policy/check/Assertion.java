package org.portreeve.policy.check;

import org.portreeve.policy.source.Place;

/**
 * One item of {@code assert:}: every possible request in the box is refused (or, if not {@code refused}, allowed).
 */
public record Assertion(String id, Place place, boolean refused, Box box) {}
