package org.portreeve.policy.source;

/** A span in a file, by the file's name as it was given. */
public record Place(String file, Span span) {

    /** For example {@code policy.yaml:17}. */
    @Override
    public String toString() {
        return file + ":" + span.line();
    }
}
