package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.jdbc.Postgres;
import org.portreeve.quota.jdbc.PostgresSettings;

/** Two servers whose settings name the same PostgreSQL. */
class SharedLedgerTest {

    private static final String POLICY = """
            ftp-policy: 1
            name: shared
            default: allow
            limits:
              - {limit: written, count: bytes-written, per: user, max: 1000, every: month}
            """;

    @Test
    void twoServers_keepOneLimitTogether() throws Exception {
        PostgresSettings database = Postgres.newDatabase();
        Consumer<TestServer.Settings> shared = settings -> {
            settings.ftplet = new PolicyFtplet(PolicyFile::read, settings.clock, null);
            settings.ftplet.setLedger(database.url());
            settings.ftplet.setLedgerUser(database.user());
            settings.ftplet.setLedgerPassword(database.password());
        };
        try (TestServer one = TestServer.start(POLICY, shared);
                TestServer two = TestServer.start(POLICY, shared);
                TestClient first = new TestClient(one.port());
                TestClient second = new TestClient(two.port())) {
            first.reply();
            first.login("alice");
            second.reply();
            second.login("alice");

            assertThat(first.upload("STOR a", new byte[600])).isEqualTo(226);
            assertThat(second.upload("STOR a", new byte[400])).isEqualTo(226);
            assertThat(first.upload("STOR b", new byte[1])).isEqualTo(552);
            assertThat(second.upload("STOR b", new byte[1])).isEqualTo(552);
            assertThat(one.status()).contains("\"kind\":\"PostgreSQL jdbc:postgresql://localhost");
        }
    }
}
