package org.portreeve.ftp.tls;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;
import java.security.Security;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Java's own TLS sign, agree on keys and encrypt by native code where the Amazon Corretto Crypto Provider is on the
 * class path. Only the arithmetic changes: sessions, and so the proof of resumption, stay JSSE's. It holds for all of the
 * process.
 */
public final class NativeCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCrypto.class);
    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeCrypto() {}

    /** Whether it could be done; if not, the log says why, and all stays as Java has it. */
    public static boolean install() {
        return install(PROVIDER);
    }

    static boolean install(String name) {
        try {
            Class<?> type = Class.forName(name, true, NativeCrypto.class.getClassLoader());
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            type.getMethod("assertHealthy").invoke(provider);
            Security.insertProviderAt(provider, 1);
            LOG.info("cryptography is native: {}", provider.getInfo());
            return true;
        } catch (ClassNotFoundException e) {
            LOG.warn("cryptography stays Java's own: there is no provider for this system in the class path");
        } catch (InvocationTargetException e) {
            LOG.warn("cryptography stays Java's own: {}", String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.warn("cryptography stays Java's own: {}", e.toString());
        }
        return false;
    }
}
