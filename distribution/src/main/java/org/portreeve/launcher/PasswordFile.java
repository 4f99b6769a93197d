package org.portreeve.launcher;

import java.io.File;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.PropertiesUserManager;

/**
 * The users of {@code users.properties}, named as a bean in {@code ftpd.xml}. As FtpServer's own, but with Argon2id for
 * new passwords, and a login fails alike whether the user is unknown, disabled or the password wrong.
 */
public final class PasswordFile extends PropertiesUserManager {

    /** Tried for an unknown user, who then costs what a known one costs. */
    private final String decoy = Argon2id.decoy();

    public PasswordFile(File file) {
        super(new Argon2PasswordEncryptor(), file, FirstStart.ADMIN);
    }

    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (authentication instanceof UsernamePasswordAuthentication login && !doesExist(login.getUsername())) {
            String password = login.getPassword();
            getPasswordEncryptor().matches(password == null ? "" : password, decoy);
            throw new AuthenticationFailedException("Authentication failed");
        }
        User user = super.authenticate(authentication);
        if (!user.getEnabled()) {
            throw new AuthenticationFailedException("Authentication failed");
        }
        return user;
    }
}
