package org.portreeve.reply;

/**
 * What SFTP says where FTP sends a reply.
 *
 * @param text one line of ASCII
 */
public record SftpReply(SftpStatus status, String text) {
    /** The oldest version of SFTP that is in use. */
    public static final int OLDEST = 3;

    /** The newest version of SFTP. */
    public static final int NEWEST = 6;
}
