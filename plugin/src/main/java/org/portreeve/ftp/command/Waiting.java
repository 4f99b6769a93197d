package org.portreeve.ftp.command;

/** Who has to know that a command's thread waits for a client, which may take long. To be told in pairs. */
public interface Waiting {

    void leave();

    void comeBack();
}
