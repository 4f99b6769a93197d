package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
    @TempDir
    Path directory;

    @Test
    void limit_countsOnlyWhatItsPathAndUsersCover() throws Exception {
        Limit limit =
                limit("{limit: a, user: [acme, bob], path: /in/$user/**, count: bytes-stored, per: user, max: 10KiB}");

        assertThat(limit.max()).isEqualTo(10_240);
        assertThat(limit.covers("acme", "/in/acme/x")).isTrue();
        assertThat(limit.covers("acme", "/in/bob/x")).isFalse();
        assertThat(limit.covers("eva", "/in/eva/x")).isFalse();
        assertThat(limit.concerns("bob")).isTrue();
        assertThat(limit.concerns("eva")).isFalse();
    }

    @Test
    void root_isTheDeepestDirectoryThatHoldsAll() throws Exception {
        assertThat(limit("{limit: a, path: /in/$user/**, count: bytes-stored, per: user, max: 1}")
                        .root("acme"))
                .isEqualTo("/in/acme");
        assertThat(limit("{limit: a, path: '/a/{b,c}/**', count: bytes-stored, per: user, max: 1}")
                        .root("acme"))
                .isEqualTo("/a");
        assertThat(limit("{limit: a, path: /a/one.txt, count: bytes-stored, per: user, max: 1}")
                        .root("acme"))
                .isEqualTo("/a");
        assertThat(limit("{limit: a, count: files-stored, per: user, max: 1}").root("acme"))
                .isEqualTo("/");
    }

    @Test
    void owners_areTheGroupsThatTheLimitNames_orAllThatTheUserIsIn() throws Exception {
        assertThat(owners("{limit: a, count: bytes-stored, per: group, max: 1}", "acme", "192.0.2.1"))
                .containsExactly("group eu", "group partners");
        assertThat(owners("{limit: a, group: eu, count: bytes-stored, per: group, max: 1}", "acme", "192.0.2.1"))
                .containsExactly("group eu");
        assertThat(owners("{limit: a, count: bytes-stored, per: group, max: 1}", "eva", "192.0.2.1"))
                .isEmpty();
    }

    @Test
    void owners_areTheNetworksThatTheAddressIsIn_orItself() throws Exception {
        String limit = "{limit: a, count: bytes-read, every: day, per: network, max: 1}";

        assertThat(owners(limit, "acme", "192.0.2.1")).containsExactly("network office", "network site");
        assertThat(owners(limit, "acme", "198.51.100.7")).containsExactly("address 198.51.100.7");
        assertThat(owners(limit, "acme", "::ffff:198.51.100.7")).containsExactly("address 198.51.100.7");
        assertThat(owners(
                        "{limit: a, from: site, count: bytes-read, every: day, per: network, max: 1}",
                        "acme",
                        "192.0.2.1"))
                .containsExactly("network site");
    }

    @Test
    void ownerByAccount_isNeverPrinted() throws Exception {
        assertThat(owners("{limit: a, count: bytes-read, every: day, per: account, max: 1}", "acme", "192.0.2.1"))
                .containsExactly("account");
    }

    private List<String> owners(String limit, String user, String address) throws Exception {
        Session session = new Session(
                user, InetAddress.getByName(address), "default", Channel.PROTECTED, Channel.PROTECTED, "A-4711");
        return limit(limit).owners(session).stream().map(Limit.Owner::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "hour, 2026-11-21T12:00:00Z, 2026-11-21T12:00:00Z",
        "day, 2026-11-20T23:00:00Z, 2026-11-20T23:00:00Z",
        "week, 2026-11-15T23:00:00Z, 2026-11-15T23:00:00Z",
        "month, 2026-10-31T23:00:00Z, 2026-10-31T23:00:00Z",
        "10m, 2026-11-21T12:15:40Z, 2026-11-21T12:05:40Z",
        "24h, 2026-11-21T12:00:00Z, 2026-11-20T12:00:00Z",
        "5s, 2026-11-21T12:15:42Z, 2026-11-21T12:15:37Z"
    })
    void window_beginsByTheClockOfThePolicy(String every, String start, String from) throws Exception {
        ZonedDateTime now = ZonedDateTime.parse("2026-11-21T13:15:42+01:00[Europe/Paris]");

        assertThat(every(every).at(now)).isEqualTo(new Limit.Window(Instant.parse(start), Instant.parse(from)));
    }

    @Test
    void credit_isReadInThousandths() throws Exception {
        assertThat(limit("{limit: a, count: bytes-read, per: user, max: 1, credit: 0.25x, every: day}")
                        .credit())
                .isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({
        "hour, 2026-11-21T14:00+01:00",
        "day, 2026-11-22T00:00+01:00",
        "week, 2026-11-23T00:00+01:00",
        "month, 2026-12-01T00:00+01:00"
    })
    void calendarWindow_endsByTheClockOfThePolicy(String every, String end) throws Exception {
        ZonedDateTime now = ZonedDateTime.parse("2026-11-21T13:15:42+01:00[Europe/Paris]");

        assertThat(every(every)
                        .endsAfter(now)
                        .map(each -> each.toOffsetDateTime().toString()))
                .hasValue(end);
    }

    @Test
    void slidingWindow_hasNoEnd() throws Exception {
        assertThat(every("24h").endsAfter(ZonedDateTime.parse("2026-11-21T13:15:42Z")))
                .isEmpty();
    }

    private Limit.Every every(String every) throws Exception {
        return limit("{limit: a, count: bytes-written, per: user, max: 1GiB, mode: observe, every: " + every + "}")
                .every()
                .orElseThrow();
    }

    private Limit limit(String limit) throws Exception {
        Path file = directory.resolve("policy.yaml");
        Files.writeString(
                file,
                "ftp-policy: 1\ndefault: allow\ngroups: {partners: acme, eu: [acme, globex]}\n"
                        + "networks: {office: 192.0.2.0/24, site: 192.0.2.0/25}\nlimits:\n  - " + limit + "\n");
        return PolicyFile.read(file).limits().get(0);
    }
}
