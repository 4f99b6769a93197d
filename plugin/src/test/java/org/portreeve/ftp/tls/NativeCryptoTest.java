package org.portreeve.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is missing or does not work leaves everything as it was. */
class NativeCryptoTest {

    private final Provider[] before = Security.getProviders();

    /** Tells that its native library did not load. */
    public static final class Broken extends Provider {
        private static final long serialVersionUID = 1L;
        public static final Broken INSTANCE = new Broken();

        public Broken() {
            super("broken", "1", "does not load");
        }

        public void assertHealthy() {
            if (getName().equals("broken")) {
                throw new IllegalStateException("no library for this system");
            }
        }
    }

    /** Works. */
    public static final class Sound extends Provider {
        private static final long serialVersionUID = 1L;
        public static final Sound INSTANCE = new Sound();

        public Sound() {
            super("sound", "1", "works");
        }

        public void assertHealthy() {
            // it is
        }
    }

    @AfterEach
    void restore() {
        Security.removeProvider("sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.Missing", "java.lang.String", "org.portreeve.ftp.tls.NativeCryptoTest$Broken"})
    void whatCannotBeUsed_changesNothing(String name) {
        assertThat(NativeCrypto.install(name)).isFalse();
        assertThat(Security.getProviders()).isEqualTo(before);
    }

    @Test
    void whatWorks_isAskedFirst() {
        assertThat(NativeCrypto.install(Sound.class.getName())).isTrue();
        assertThat(Security.getProviders()[0]).isSameAs(Sound.INSTANCE);
    }
}
