package org.portreeve.policy.ast;

import java.util.Set;

/**
 * What could be read of a file.
 *
 * @param lost top-level keys of which something could not be read; an error was reported for each
 */
public record Document(Mapping root, Set<String> lost) {
    public Document {
        lost = Set.copyOf(lost);
    }
}
