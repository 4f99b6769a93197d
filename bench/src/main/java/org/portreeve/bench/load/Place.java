package org.portreeve.bench.load;

import java.nio.file.Path;

/**
 * Where a server is to be set up.
 *
 * @param directory its own
 * @param home of the one user
 * @param port to listen on, at 127.0.0.1
 * @param firstPassive of {@link RunningServer#PASSIVE_PORTS}
 */
record Place(Path directory, Path home, int port, int firstPassive, Certificate certificate) {

    int lastPassive() {
        return firstPassive + RunningServer.PASSIVE_PORTS - 1;
    }
}
