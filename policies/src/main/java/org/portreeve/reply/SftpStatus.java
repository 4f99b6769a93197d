package org.portreeve.reply;

/**
 * A status of the SSH file transfer protocol.
 *
 * @param code 0 to 31
 * @param name for example {@code SSH_FX_FAILURE}
 * @param since the version of the protocol that added it, 3 to 6; clients of older versions do not know it
 * @param text what it comes to
 */
public record SftpStatus(int code, String name, int since, String text, Advice advice) {

    public SftpStatus {
        if (code < 0 || code > 31 || since < SftpReply.OLDEST || since > SftpReply.NEWEST) {
            throw new IllegalArgumentException("not an SFTP status: " + code);
        }
    }
}
