package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts a reply may have. */
class ReplyRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Too many requests.                             | holds `too many`
            too MANY requests                              | holds `too many`
            The transfer timed out.                        | holds `timed out`
            Broken pipe                                    | holds `broken pipe`
            Connection closed by the remote host.          | holds `closed by the remote host`
            Server overloaded.                             | holds `overloaded`
            Please try again later.                        | holds `try again later`
            Try later.                                     | holds `try later`
            Try back later                                 | holds `try back later`
            Access is restricted to staff.                 | holds `is restricted to`
            Maximum number of files reached.               | holds `maximum number`
            Mind the number of connections.                | holds `number of connect`
            Only two sessions are allowed.                 | holds `only two sessions are allowed`
            No more connections for you.                   | holds `more connection`
            You are already connected.                     | holds `already connected`
            One simultaneous login only.                   | holds `simultaneous login`
            Login incorrect.                               | holds `login incorrect`
            No files found.                                | which clients take for an empty listing
            Grüße                                          | not one line of ASCII
            550 Not this.                                  | begins like a reply
            550-Not this.                                  | begins like a reply
            550                                            | begins like a reply
            For {usr} only.                                | unknown placeholder {usr}
            For {user only.                                | unknown placeholder {user only.
            {path} {path} {path}                           | can come to 482 bytes
            """)
    void text_thatMisleadsClients_isFaulty(String text, String fault) {
        assertThat(ReplyRules.faultOf(text))
                .hasValueSatisfying(found -> assertThat(found).contains(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not permitted by policy.",
                "Many requests, too.",
                "Not possible right now: come back at another time.",
                "Restricted to staff.",
                "The maximum is 5.",
                "5500 files are enough.",
                "55 files are enough.",
                "{path} is closed to {user} by {rule}.",
                "Write {{user} for the user."
            })
    void text_thatMisleadsNobody_isFine(String text) {
        assertThat(ReplyRules.faultOf(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void text_ofNoLengthOrTooMuch_isFaulty(int length) {
        assertThat(ReplyRules.faultOf("x".repeat(length))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\r", "bell\u0007", "tab\t", "null\0"})
    void text_withControlCharacters_isFaulty(String text) {
        assertThat(ReplyRules.faultOf(text)).hasValue("text is not one line of ASCII");
    }

    static Stream<Arguments> shippedTexts() {
        return Arrays.stream(ReplyProfile.values())
                .flatMap(profile -> Arrays.stream(SymbolicReply.values())
                        .filter(symbol -> symbol != SymbolicReply.FEATURES)
                        .flatMap(symbol ->
                                Arrays.stream(ReplyPhase.values()).map(phase -> Arguments.of(profile, symbol, phase))));
    }

    @ParameterizedTest
    @MethodSource("shippedTexts")
    void shippedText_misleadsNobody_andFitsTheLineWithTheLongestValues(
            ReplyProfile profile, SymbolicReply symbol, ReplyPhase phase) {
        Vocabulary vocabulary = profile.vocabulary();
        ReplyFacts longest = ReplyFacts.NONE.showingRule();
        for (Placeholder each : Placeholder.values()) {
            longest = longest.with(each, "\u5b57".repeat(500));
        }

        assertThat(ReplyRules.faultOf(vocabulary.text(symbol, phase))).isEmpty();
        for (ReplyFacts facts : new ReplyFacts[] {ReplyFacts.NONE, longest}) {
            Reply reply = vocabulary.reply(symbol, phase, facts);
            String line = reply.code() + " " + reply.text() + "\r\n";
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(512);
            assertThat(reply.text()).doesNotContain("{").doesNotContain("null");
        }
    }

    /** Who is known must not be told: before login nothing depends on more than the client's own words. */
    @ParameterizedTest
    @EnumSource(ReplyProfile.class)
    void textAtLogin_dependsOnTheClientsOwnWordsOnly(ReplyProfile profile) {
        for (SymbolicReply symbol : SymbolicReply.values()) {
            ReplyFacts client = ReplyFacts.NONE.with(Placeholder.USER, "alice").with(Placeholder.ADDRESS, "192.0.2.1");
            ReplyFacts known = client.with(Placeholder.RULE, "night-batch")
                    .with(Placeholder.LIMIT, "night-batch")
                    .with(Placeholder.PATH, "/home/alice")
                    .showingRule();

            assertThat(profile.vocabulary().reply(symbol, ReplyPhase.LOGIN, known))
                    .isEqualTo(profile.vocabulary().reply(symbol, ReplyPhase.LOGIN, client));
        }
    }

    @Test
    void mark_isLeftOutWhereTheTextNamesTheRule() {
        Vocabulary own = Vocabulary.standard().withText(SymbolicReply.NOT_PERMITTED, "{rule} says no.");
        ReplyFacts facts = ReplyFacts.NONE.with(Placeholder.RULE, "night").showingRule();

        assertThat(own.reply(SymbolicReply.NOT_PERMITTED, ReplyPhase.COMMAND, facts)
                        .text())
                .isEqualTo("night says no.");
        assertThat(own.reply(SymbolicReply.NOT_FOUND, ReplyPhase.COMMAND, facts).text())
                .isEqualTo("No such file or directory. [rule night]");
        assertThat(own.reply(SymbolicReply.COMMAND_OKAY, ReplyPhase.COMMAND, facts)
                        .text())
                .isEqualTo("Command okay.");
    }
}
