package org.portreeve.bench.load;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** FtpServer's file of users, with the cheapest hash there is: a login is to cost what the server costs. */
final class UsersFile {
    private UsersFile() {}

    /** @param more names of users beside the usual one, all else as his */
    static void write(Path file, Path home, String... more) throws IOException {
        String text = """
                userpassword=%s
                homedirectory=%s
                enableflag=true
                writepermission=true
                maxloginnumber=0
                maxloginperip=0
                idletime=0
                uploadrate=0
                downloadrate=0
                """.formatted(md5(FtpClient.PASSWORD), home);
        StringBuilder all = new StringBuilder(of(FtpClient.USER, text));
        for (String user : more) {
            all.append(of(user, text));
        }
        Files.writeString(file, all);
    }

    private static String of(String user, String text) {
        return text.replaceAll("(?m)^(?=.)", "ftpserver.user." + user + ".");
    }

    private static String md5(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.UTF_8));
            return String.format(Locale.ROOT, "%032X", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
