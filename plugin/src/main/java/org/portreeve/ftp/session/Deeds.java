package org.portreeve.ftp.session;

import java.util.Set;
import org.apache.ftpserver.ftplet.FtpReply;

/** Which commands an auditor asks for once they are done; of transfers also the ones that failed. */
final class Deeds {

    /** What a client would have heard of a transfer, were it still there (RFC 959 §5.4). */
    static final int COMPLETE = FtpReply.REPLY_226_CLOSING_DATA_CONNECTION;

    static final int BROKEN_OFF = FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED;

    private static final Set<String> LOGINS = Set.of("USER", "PASS", "ACCT");
    private static final Set<String> TRANSFERS = Set.of("RETR", "STOR", "STOU", "APPE");
    private static final Set<String> CHANGES = Set.of("DELE", "RNTO", "MKD", "RMD", "MFMT", "MFCT", "MFF");

    private Deeds() {}

    static boolean isAboutFiles(String verb) {
        return isTransfer(verb) || CHANGES.contains(verb) || verb.equals("RNFR");
    }

    static boolean isTransfer(String verb) {
        return TRANSFERS.contains(verb);
    }

    /** @param code of the command's last reply */
    static boolean isOne(String verb, int code) {
        return switch (code) {
            case FtpReply.REPLY_230_USER_LOGGED_IN -> LOGINS.contains(verb);
            case FtpReply.REPLY_350_REQUESTED_FILE_ACTION_PENDING_FURTHER_INFORMATION -> verb.equals("RNFR");
            default ->
                code / 100 == 2
                        ? isTransfer(verb) || CHANGES.contains(verb) || verb.equals("SITE")
                        : code >= 400 && isTransfer(verb);
        };
    }
}
