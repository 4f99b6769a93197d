package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of an upload wait until they are a file. Ends with exactly one of publish and discard. */
interface Stage {

    void write(ByteBuffer bytes) throws IOException;

    /** The size of the target as it is now, -1 if there is none. */
    long oldSize() throws IOException;

    /**
     * Closes the stage and makes it the target; until then the target is what it was.
     *
     * @param mayReplace whether a file that was not there at the beginning may be replaced
     * @throws BusyException if there is another file by now and it must not be replaced
     */
    void publish(boolean mayReplace) throws IOException;

    /** Closes the stage and leaves no trace of it. */
    void discard() throws IOException;
}
