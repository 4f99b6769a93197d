package org.portreeve.ftp.session;

/**
 * A reply that belongs to no turn: it goes out between the replies of the command that runs, and ends nothing. It is none of
 * FtpServer's replies, so that nobody takes it for the running command's; FtpServer sends whatever text it is given.
 */
record Aside(String wire) {

    @Override
    public String toString() {
        return wire;
    }
}
