package org.portreeve.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER alice",
                "user alice",
                "XUSER alice",
                "xxuser alice",
                "  \u0001STOR a b ",
                "NOOP",
                "",
                "X",
                "PASS ",
                "PASS  two blanks",
                "\u0003acct\tx",
                "RETR /a/b c",
                "x y"
            })
    void isSplit_asFtpServerSplits(String line) {
        DefaultFtpRequest theirs = new DefaultFtpRequest(line);

        CommandLine ours = CommandLine.parse(line);

        assertThat(ours.verb()).isEqualTo(theirs.getCommand());
        assertThat(ours.argument()).isEqualTo(theirs.getArgument());
        assertThat(ours.text()).isEqualTo(theirs.getRequestLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASS s3cret", "pass s3cret", "XPASS s3cret", "\u0001PASS s3cret", "PASS\ts3cret", "PASS\u0001s3cret",
                "ACCT s3cret", "xacct s3cret", "ADAT s3cret", "SITE PSWD old s3cret", "SITE passwd s3cret",
                        "PASS=s3cret",
                "XXPASS s3cret", "PASSs3cret", "PASSWORD s3cret", "PAS s3cret", "QUOTE PASS s3cret", "SITE ACCT s3cret",
                "s3cret", "s3cret and more"
            })
    void secrets_areMasked(String line) {
        assertThat(CommandLine.parse(line).masked()).doesNotContain("s3cret");
    }

    @Test
    void everythingElse_isShown() {
        assertThat(CommandLine.parse("STOR passwords.txt").masked()).isEqualTo("STOR passwords.txt");
        assertThat(CommandLine.parse("SITE HELP").masked()).isEqualTo("SITE HELP");
    }
}
