package org.portreeve.bench.load;

import java.io.IOException;
import java.util.List;

/** A server that can be measured. */
sealed interface Contender permits DropIn, Standalone, Peer {

    /** As it is written in an option and in the table. */
    String name();

    String version() throws IOException;

    /** Whether it gets faster while it runs, and its garbage can be collected. */
    boolean java();

    /** Sets it up and gives the command that runs it in the foreground, in the place's directory. */
    List<String> prepare(Place place) throws IOException;

    /** Undoes what it needed outside of its directory. */
    void cleanUp(Place place) throws IOException;
}
