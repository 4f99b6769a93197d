package org.portreeve.ftp.session;

import java.util.Set;

/** Which commands an auditor asks for once they are done. */
final class Deeds {

    private static final int LOGGED_IN = 230;
    private static final int GO_ON = 350;

    private static final Set<String> LOGINS = Set.of("USER", "PASS", "ACCT");
    private static final Set<String> FILES =
            Set.of("RETR", "STOR", "STOU", "APPE", "DELE", "RNTO", "MKD", "RMD", "MFMT", "MFCT", "MFF");

    private Deeds() {}

    static boolean isAboutFiles(String verb) {
        return FILES.contains(verb) || verb.equals("RNFR");
    }

    /** @param code of the command's last reply */
    static boolean isOne(String verb, int code) {
        return switch (code) {
            case LOGGED_IN -> LOGINS.contains(verb);
            case GO_ON -> verb.equals("RNFR");
            default -> code / 100 == 2 && (FILES.contains(verb) || verb.equals("SITE"));
        };
    }
}
