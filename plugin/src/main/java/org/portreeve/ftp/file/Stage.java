package org.portreeve.ftp.file;

import java.io.IOException;

/** Where the bytes of an upload wait until they are a file. Ends with exactly one of publish and discard. */
interface Stage {

    void write(byte[] bytes, int offset, int length) throws IOException;

    /** The size of the target as it is now, -1 if there is none. */
    long oldSize() throws IOException;

    /** Closes the stage and makes it the target; until then the target is what it was. */
    void publish() throws IOException;

    /** Closes the stage and leaves no trace of it. */
    void discard() throws IOException;
}
