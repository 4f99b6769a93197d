package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts with placeholders, filled with what clients make up. */
class ReplyFactsTest {
    private final Vocabulary own =
            Vocabulary.standard().withText(SymbolicReply.NOT_PERMITTED, "{path}: not for {user}.");

    @Test
    void values_standWhereThePlaceholdersWere() {
        assertThat(said("/in/a.csv", "alice")).isEqualTo("/in/a.csv: not for alice.");
    }

    @Test
    void unknownValue_makesItTheTextWithoutPlaceholders() {
        ReplyFacts half = ReplyFacts.NONE.with(Placeholder.PATH, "/a");

        assertThat(own.reply(SymbolicReply.NOT_PERMITTED, ReplyPhase.COMMAND, half)
                        .text())
                .isEqualTo("Not permitted by policy.");
    }

    @Test
    void lineEndsAndControlCharacters_areReplaced() {
        assertThat(said("/a\r\n226 Done", "al\u0000ice\u202e")).isEqualTo("/a??226 Done: not for al?ice?.");
    }

    @Test
    void lettersOfAllScripts_areKeptInPathsOnly() {
        assertThat(said("/\u00fcber/\u65e5\u672c", "j\u00f6rg")).isEqualTo("/\u00fcber/\u65e5\u672c: not for j?rg.");
    }

    @Test
    void longPath_keepsItsEnd_andNoCharacterIsCutThrough() {
        String said = said("/" + "\u65e5".repeat(200) + "/end.txt", "a".repeat(80));

        assertThat(said)
                .startsWith("...\u65e5")
                .contains("/end.txt: not for aaa")
                .endsWith("a....");
        assertThat(Utf8.length(said.substring(0, said.indexOf(':')))).isBetween(158, 160);
    }

    @ParameterizedTest
    @CsvSource({"/Too many.txt", "/timed out/a", "/login incorrect"})
    void pathWithWordsThatClientsActOn_isNotRepeated(String path) {
        assertThat(said(path, "alice")).isEqualTo("Not permitted by policy.");
    }

    @Test
    void valueThatMakesItLookLikeAnotherReply_isNotRepeated() {
        Vocabulary first = Vocabulary.standard().withText(SymbolicReply.LOGIN_REFUSED, "{user} cannot come in.");

        assertThat(first.reply(
                                SymbolicReply.LOGIN_REFUSED,
                                ReplyPhase.LOGIN,
                                ReplyFacts.NONE.with(Placeholder.USER, "230"))
                        .text())
                .isEqualTo("Login refused.");
    }

    @Test
    void doubledBrace_isABrace() {
        Vocabulary brace = Vocabulary.standard().withText(SymbolicReply.NOT_FOUND, "Write {{user}, {user}.");

        assertThat(brace.reply(
                                SymbolicReply.NOT_FOUND,
                                ReplyPhase.COMMAND,
                                ReplyFacts.NONE.with(Placeholder.USER, "{path}"))
                        .text())
                .isEqualTo("Write {user}, {path}.");
    }

    @Test
    void textOfOnePhase_leavesTheOthersAlone() {
        Vocabulary apart =
                Vocabulary.standard().withText(SymbolicReply.TLS_REQUIRED, ReplyPhase.LOGIN, "Use FTPS, {user}.");
        ReplyFacts alice = ReplyFacts.NONE.with(Placeholder.USER, "alice");

        assertThat(apart.reply(SymbolicReply.TLS_REQUIRED, ReplyPhase.LOGIN, alice)
                        .text())
                .isEqualTo("Use FTPS, alice.");
        assertThat(apart.reply(SymbolicReply.TLS_REQUIRED, ReplyPhase.COMMAND, alice))
                .isEqualTo(Vocabulary.standard().reply(SymbolicReply.TLS_REQUIRED, ReplyPhase.COMMAND));
    }

    private String said(String path, String user) {
        ReplyFacts facts = ReplyFacts.NONE.with(Placeholder.PATH, path).with(Placeholder.USER, user);
        return own.reply(SymbolicReply.NOT_PERMITTED, ReplyPhase.COMMAND, facts).text();
    }
}
