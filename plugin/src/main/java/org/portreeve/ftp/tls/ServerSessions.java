package org.portreeve.ftp.tls;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS contexts that keep their sessions on the server. JSSE otherwise puts all of a session into the ticket that the
 * client keeps, and then nobody can prove which session a data connection resumes.
 */
final class ServerSessions {

    private static final String PROPERTY = "jdk.tls.server.enableSessionTicketExtension";

    private ServerSessions() {}

    interface Maker {
        SSLContext make() throws GeneralSecurityException;
    }

    /** JSSE reads the property when it makes a context, so it is set for that moment only. */
    static synchronized SSLContext inMemory(Maker maker) throws GeneralSecurityException {
        String before = System.getProperty(PROPERTY);
        try {
            System.setProperty(PROPERTY, "false");
            return maker.make();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }
}
