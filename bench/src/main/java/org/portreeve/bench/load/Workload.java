package org.portreeve.bench.load;

import java.io.IOException;

/** Something done to a server for a while, and measured. */
interface Workload {

    /**
     * Does it and measures it.
     *
     * @param seconds how long the work goes on, about; setting up and tearing down comes on top
     */
    Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException;
}
