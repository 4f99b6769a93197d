package org.portreeve.policy;

import java.nio.file.Path;
import java.util.List;

/** A policy or reply file that cannot be used. The message is the rendered list of all its errors, ready to print. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Path> files;

    /** @param files those that were read, or should have been: a change of any may mend it */
    public InvalidPolicyException(String rendered, List<Path> files) {
        super(rendered);
        this.files = List.copyOf(files);
    }

    /** The files that were read, or should have been: a change of any may mend it. */
    public List<Path> files() {
        return files;
    }
}
