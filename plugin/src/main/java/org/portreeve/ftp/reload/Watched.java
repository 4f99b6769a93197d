package org.portreeve.ftp.reload;

/** Files besides the policy's that are read again when they change. */
public interface Watched {

    /** Looks whether something changed, and reads it if it has stood still. Called once a period. */
    void look();

    /** Reads the files now, whether they changed or not. */
    void reload();
}
