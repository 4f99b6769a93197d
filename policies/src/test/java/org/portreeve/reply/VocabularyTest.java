package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portreeve.policy.PolicyFile;

class VocabularyTest {
    private final Vocabulary standard = Vocabulary.standard();

    @ParameterizedTest
    @EnumSource(SymbolicReply.class)
    void everySymbol_hasAKnownCodeInEachPhase(SymbolicReply symbol) {
        for (ReplyProfile profile : ReplyProfile.values()) {
            for (ReplyPhase phase : ReplyPhase.values()) {
                Reply reply = profile.vocabulary().reply(symbol, phase);

                assertThat(standard.code(reply.code())).isPresent();
                assertThat(ReplyRules.canMean(symbol, phase, reply.code())).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SymbolicReply.class)
    void everyText_isAsciiWithoutWordsThatClientsRetryOn(SymbolicReply symbol) {
        String text = standard.reply(symbol, ReplyPhase.COMMAND).text();

        assertThat(text.lines().map(ReplyRules::faultOf)).allMatch(fault -> fault.isEmpty());
    }

    @Test
    void codes_areThoseOfTheInventory() {
        int[] inventory = {
            110, 120, 125, 150, 200, 202, 210, 211, 212, 213, 214, 215, 220, 221, 225, 226, 227, 228, 229, 230, 231,
            232, 233, 234, 235, 250, 251, 252, 253, 257, 321, 331, 332, 334, 335, 336, 350, 401, 421, 425, 426, 430,
            431, 432, 434, 450, 451, 452, 500, 501, 502, 503, 504, 510, 521, 522, 530, 531, 532, 533, 534, 535, 536,
            537, 550, 551, 552, 553, 554, 555, 556, 631, 632, 633
        };

        assertThat(standard.codes().stream().mapToInt(ReplyCode::code))
                .containsExactly(java.util.Arrays.stream(inventory).boxed().toArray(Integer[]::new));
        assertThat(standard.codes().stream().map(ReplyCode::id)).doesNotHaveDuplicates();
    }

    @Test
    void accountRequired_is332AtLogin_and532Elsewhere() {
        assertThat(code(SymbolicReply.ACCOUNT_REQUIRED, ReplyPhase.LOGIN)).isEqualTo(332);
        assertThat(code(SymbolicReply.ACCOUNT_REQUIRED, ReplyPhase.COMMAND)).isEqualTo(532);
        assertThat(code(SymbolicReply.ACCOUNT_REQUIRED, ReplyPhase.TRANSFER)).isEqualTo(532);
    }

    @Test
    void missionCodes_areTheDefault() {
        assertThat(Stream.of(
                                SymbolicReply.PROTECTION_LEVEL_DENIED,
                                SymbolicReply.TLS_REQUIRED,
                                SymbolicReply.PROTECTION_LEVEL_UNSUPPORTED,
                                SymbolicReply.QUOTA_EXCEEDED)
                        .map(symbol -> code(symbol, ReplyPhase.COMMAND)))
                .containsExactly(533, 534, 536, 552);
    }

    @Test
    void dataProtectionFailed_is535AfterTheTransferBegan_and534Where535IsNotLegal() {
        assertThat(code(SymbolicReply.DATA_PROTECTION_FAILED, ReplyPhase.TRANSFER))
                .isEqualTo(535);
        assertThat(code(SymbolicReply.DATA_PROTECTION_FAILED, ReplyPhase.COMMAND))
                .isEqualTo(534);
    }

    @Test
    void tryLater_closesDuringLogin_because450IsNotLegalThere() {
        assertThat(code(SymbolicReply.TRY_LATER, ReplyPhase.LOGIN)).isEqualTo(421);
        assertThat(code(SymbolicReply.TRY_LATER, ReplyPhase.COMMAND)).isEqualTo(450);
    }

    @Test
    void change_leavesTheOriginalAlone() {
        Vocabulary changed = standard.withText(SymbolicReply.TLS_REQUIRED, "Use FTPS.")
                .withCode(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.COMMAND, 452);

        assertThat(changed.reply(SymbolicReply.TLS_REQUIRED, ReplyPhase.LOGIN)).isEqualTo(new Reply(534, "Use FTPS."));
        assertThat(changed.reply(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.COMMAND)
                        .code())
                .isEqualTo(452);
        assertThat(code(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.COMMAND)).isEqualTo(552);
    }

    @Test
    void refusal_canNeverBecomeAYes() {
        assertThatThrownBy(() -> standard.withCode(SymbolicReply.NOT_PERMITTED, ReplyPhase.COMMAND, 226))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repliesFile_changesCodesAndWords() throws Exception {
        Vocabulary own = PolicyFile.readReplies(Path.of("src/test/resources/cases/replies-right/replies.yaml"));

        assertThat(own.reply(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.TRANSFER))
                .isEqualTo(new Reply(552, "Your storage is full."));
        assertThat(own.reply(SymbolicReply.TLS_REQUIRED, ReplyPhase.LOGIN)).isEqualTo(new Reply(533, "Use FTPS."));
        assertThat(own.reply(SymbolicReply.ACCOUNT_REQUIRED, ReplyPhase.LOGIN).code())
                .isEqualTo(530);
        assertThat(own.reply(SymbolicReply.ACCOUNT_REQUIRED, ReplyPhase.COMMAND).code())
                .isEqualTo(532);
    }

    private int code(SymbolicReply symbol, ReplyPhase phase) {
        return standard.reply(symbol, phase).code();
    }
}
