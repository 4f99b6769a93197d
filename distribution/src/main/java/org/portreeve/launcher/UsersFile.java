package org.portreeve.launcher;

/** The text of {@code users.properties} in FtpServer's own vocabulary. */
final class UsersFile {

    private UsersFile() {}

    /** @param hash in PHC form, which needs no escaping behind the first {@code =} of a line */
    static String withOneUser(String name, String hash, String home) {
        return """
                # The users of this server, one block each. Readable by its owner alone; keep it so.
                # userpassword: what `bin/portreeve --hash-password` prints. MD5, SHA and salted hashes and clear text
                # of an older FtpServer still log in. Changes take effect at the next start.
                ftpserver.user.%1$s.userpassword=%2$s
                ftpserver.user.%1$s.homedirectory=%3$s
                ftpserver.user.%1$s.enableflag=true
                ftpserver.user.%1$s.writepermission=true
                # 0: no limit
                ftpserver.user.%1$s.maxloginnumber=0
                ftpserver.user.%1$s.maxloginperip=0
                ftpserver.user.%1$s.idletime=0
                ftpserver.user.%1$s.uploadrate=0
                ftpserver.user.%1$s.downloadrate=0
                """.formatted(name, hash, home);
    }
}
