package org.portreeve.bench.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a measurement of one server gave.
 *
 * @param figures in the order of the table
 * @param clientLimited whether the client was likely what kept the server from doing more
 * @param notes what a reader should know, once
 */
record Sample(Map<Figure, Double> figures, boolean clientLimited, Set<String> notes) {

    Sample {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        notes = Set.copyOf(notes);
    }
}
