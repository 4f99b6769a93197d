package org.portreeve.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.ftp.TestPki;
import org.portreeve.ftp.tls.TlsFiles.Revocation;

/** TLS sessions do not outlive the trust that they were made under. */
class RevocationAgeTest {

    @TempDir
    Path directory;

    private Instant now = Instant.now();

    @Test
    void aListThatGoesOutOfDate_endsTheTlsSessionsThatCouldBeResumed() throws Exception {
        TestPki pki = new TestPki(directory);
        pki.selfSigned("server", "EC", 90);
        pki.writeChain("server", directory.resolve("all.pem"));
        pki.revocationList("server", directory.resolve("crl.pem"), "-1H");
        TlsFiles files = new TlsFiles(
                directory.resolve("server.p12"),
                null,
                TestPki.PASSWORD,
                directory.resolve("all.pem"),
                directory.resolve("crl.pem"),
                Revocation.STRICT);
        Certificates certificates = new Certificates(files, List.of(), () -> now);
        Listener listener = new ListenerFactory().createListener();
        SSLContext first = context(certificates, listener);

        certificates.look();
        assertThat(context(certificates, listener)).isSameAs(first);

        now = now.plus(Duration.ofDays(2));
        certificates.look();
        SSLContext second = context(certificates, listener);
        assertThat(second).isNotSameAs(first);

        certificates.look();
        assertThat(context(certificates, listener)).isSameAs(second);
    }

    private static SSLContext context(Certificates certificates, Listener listener) throws Exception {
        return certificates.lend(listener).getSslConfiguration().getSSLContext();
    }
}
