package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalityTest {
    private final Catalogue catalogue = Catalogue.shipped();

    @ParameterizedTest
    @CsvSource({
        "220, CONNECT, LOGIN, true",
        "530, CONNECT, LOGIN, false",
        "331, USER, LOGIN, true",
        "232, USER, LOGIN, true",
        "534, USER, LOGIN, false",
        "533, USER, LOGIN, true",
        "332, PASS, LOGIN, true",
        "421, NOOP, COMMAND, true",
        "633, NOOP, COMMAND, true",
        "200, CDUP, COMMAND, true",
        "250, CDUP, COMMAND, true",
        "530, PWD, COMMAND, false",
        "552, MKD, COMMAND, false",
        "550, RNTO, COMMAND, false",
        "553, RNTO, COMMAND, true",
        "552, ALLO, COMMAND, false",
        "504, PORT, COMMAND, true",
        "522, EPRT, COMMAND, true",
        "521, LPRT, COMMAND, true",
        "552, STOR, COMMAND, false",
        "452, STOR, COMMAND, true",
        "552, STOR, TRANSFER, true",
        "452, STOR, TRANSFER, false",
        "150, STOR, TRANSFER, false",
        "552, RETR, TRANSFER, false",
        "550, LIST, COMMAND, false",
        "550, APPE, COMMAND, true",
        "522, STOR, TRANSFER, true",
        "521, STOR, COMMAND, true",
        "535, RETR, TRANSFER, true",
        "501, MLSD, COMMAND, true",
        "213, SIZE, COMMAND, true",
        "502, XYZZY, COMMAND, true",
        "250, XYZZY, COMMAND, false",
    })
    void code_mayAnswerACommand_whereTheStandardsSaySo(int code, String command, ReplyPhase phase, boolean legal) {
        assertThat(catalogue.code(code).orElseThrow().mayAnswer(command, phase)).isEqualTo(legal);
    }

    @Test
    void onlyTransfersAndTheGreeting_haveASecondReply() {
        assertThat(catalogue.commands())
                .allSatisfy(each -> assertThat(each.afterwards().isEmpty())
                        .isEqualTo(each.answers().stream()
                                .noneMatch(code -> ReplyClass.of(code) == ReplyClass.PRELIMINARY)));
    }

    @Test
    void practice_isBeyondTheStandard() {
        assertThat(catalogue.commands())
                .allSatisfy(each -> assertThat(each.practice())
                        .doesNotContainAnyElementsOf(each.answers())
                        .doesNotContainAnyElementsOf(each.anywhere()));
    }

    @Test
    void everyCommand_canSucceedAndFail() {
        assertThat(catalogue.commands())
                .filteredOn(each -> !java.util.Set.of("MIC", "CONF", "ENC").contains(each.command()))
                .allSatisfy(each -> {
                    assertThat(each.answers())
                            .anyMatch(code -> !ReplyClass.of(code).isNegative());
                    assertThat(each.answers())
                            .anyMatch(code -> ReplyClass.of(code).isNegative());
                });
    }
}
