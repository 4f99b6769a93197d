package org.portreeve.ftp.session;

import java.util.Set;

/** Which commands an auditor asks for once they are done; of transfers also the ones that failed. */
final class Deeds {

    /** What a client would have heard of a transfer, were it still there (RFC 959 §5.4). */
    static final int COMPLETE = 226;

    static final int BROKEN_OFF = 426;

    private static final int LOGGED_IN = 230;
    private static final int GO_ON = 350;

    private static final Set<String> LOGINS = Set.of("USER", "PASS", "ACCT");
    private static final Set<String> TRANSFERS = Set.of("RETR", "STOR", "STOU", "APPE");
    private static final Set<String> FILES =
            Set.of("RETR", "STOR", "STOU", "APPE", "DELE", "RNTO", "MKD", "RMD", "MFMT", "MFCT", "MFF");

    private Deeds() {}

    static boolean isAboutFiles(String verb) {
        return FILES.contains(verb) || verb.equals("RNFR");
    }

    static boolean isTransfer(String verb) {
        return TRANSFERS.contains(verb);
    }

    /** @param code of the command's last reply */
    static boolean isOne(String verb, int code) {
        return switch (code) {
            case LOGGED_IN -> LOGINS.contains(verb);
            case GO_ON -> verb.equals("RNFR");
            default ->
                code / 100 == 2 ? FILES.contains(verb) || verb.equals("SITE") : code >= 400 && TRANSFERS.contains(verb);
        };
    }
}
