package org.portreeve.ftp.command;

import org.apache.ftpserver.FtpServerConfigurationException;

/**
 * How much one client may have at once.
 *
 * @param sessionsPerUser sessions in which a user is logged in; this and the others: at least 1
 * @param sessionsPerAddress control connections from one address, logged in or not
 * @param transfersPerUser transfers and listings under way
 * @param transfersPerAddress the same by address
 */
public record Caps(int sessionsPerUser, int sessionsPerAddress, int transfersPerUser, int transfersPerAddress) {

    /** Room for whole sites behind one address; what is left is to keep one of them from taking everything. */
    public static final Caps DEFAULT = new Caps(2_000, 5_000, 2_000, 5_000);

    public Caps {
        if (sessionsPerUser < 1 || sessionsPerAddress < 1 || transfersPerUser < 1 || transfersPerAddress < 1) {
            throw new FtpServerConfigurationException("a cap on sessions or transfers is less than 1");
        }
    }
}
