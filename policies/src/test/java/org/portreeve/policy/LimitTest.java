package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
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
        Files.writeString(file, "ftp-policy: 1\ndefault: allow\nlimits:\n  - " + limit + "\n");
        return PolicyFile.read(file).limits().get(0);
    }
}
