package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private Home home;

    @BeforeEach
    void anEmptyHome() throws Exception {
        Files.createDirectory(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/ftpd.xml"), "./data/keystore.p12 conf/users.properties");
        home = Home.open(directory, Path.of("conf/ftpd.xml"));
    }

    @Test
    void certificate_isEllipticAndNamesThisMachine() throws Exception {
        prepare();

        X509Certificate certificate = pem();
        assertThat(certificate.getPublicKey())
                .isInstanceOfSatisfying(
                        ECPublicKey.class,
                        key -> assertThat(key.getParams().getCurve().getField().getFieldSize())
                                .isEqualTo(256));
        assertThat(certificate.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(certificate.getSubjectX500Principal().getName()).startsWith("CN=");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(825)));
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void keyStore_holdsTheCertificateOfThePem() throws Exception {
        prepare();

        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = FirstStart.KEY_STORE_PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(home.keyStore())) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        assertThat(store.getKey(alias, password)).isNotNull();
        assertThat(store.getCertificate(alias)).isEqualTo(pem());
    }

    @Test
    void secrets_areTheOwnersAlone() throws Exception {
        prepare();

        assertThat(mode(home.data())).isEqualTo("rwx------");
        assertThat(mode(home.userFiles())).isEqualTo("rwx------");
        assertThat(mode(home.keyStore())).isEqualTo("rw-------");
        assertThat(mode(home.users())).isEqualTo("rw-------");
    }

    @Test
    void password_isShownOnceAndKeptNowhere() throws Exception {
        String password = prepare().password().orElseThrow();

        assertThat(password).hasSize(24).matches("[a-km-np-zA-HJ-NP-Z2-9]+");
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(password);
            }
        }
    }

    @Test
    void secondStart_leavesEverythingAlone() throws Exception {
        prepare();
        byte[] keyStore = Files.readAllBytes(home.keyStore());
        byte[] certificate = Files.readAllBytes(home.certificate());
        byte[] users = Files.readAllBytes(home.users());

        FirstStart second = prepare();

        assertThat(second.password()).isEmpty();
        assertThat(home.keyStore()).hasBinaryContent(keyStore);
        assertThat(home.certificate()).hasBinaryContent(certificate);
        assertThat(home.users()).hasBinaryContent(users);
        try (var files = Files.list(home.data())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("keystore.p12", "certificate.pem", "home");
        }
    }

    @Test
    void filesThatTheConfigurationDoesNotName_areNotMade() throws Exception {
        Files.writeString(home.config(), "/etc/ssl/own.p12, a data base of users");

        FirstStart first = prepare();

        assertThat(first.password()).isEmpty();
        assertThat(home.keyStore()).doesNotExist();
        assertThat(home.certificate()).doesNotExist();
        assertThat(home.users()).doesNotExist();
    }

    @Test
    void directoryThatCannotBeMade_isNamed() throws Exception {
        Files.writeString(home.data(), "a file where the directory should be");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(home.data().toString());
    }

    private FirstStart prepare() throws LaunchException {
        return FirstStart.prepare(home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private X509Certificate pem() throws Exception {
        try (InputStream in = Files.newInputStream(home.certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
