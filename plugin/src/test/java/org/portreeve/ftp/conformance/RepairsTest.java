package org.portreeve.ftp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.ReplyClass;
import org.portreeve.reply.ReplyCode;
import org.portreeve.reply.ReplyPhase;

class RepairsTest {

    @ParameterizedTest
    @CsvSource({
        "STOR, COMMAND, 550, 553",
        "STOU, COMMAND, 550, 553",
        "APPE, COMMAND, 550, 550",
        "STOR, TRANSFER, 551, 451",
        "RETR, TRANSFER, 551, 451",
        "RETR, TRANSFER, 550, 451",
        "LIST, TRANSFER, 501, 451",
        "LIST, COMMAND, 550, 450",
        "RNTO, COMMAND, 550, 553",
        "AUTH, COMMAND, 550, 431",
        "PASS, COMMAND, 550, 530",
        "TYPE, COMMAND, 550, 501",
        "NOOP, COMMAND, 550, 500",
        "MFF, COMMAND, 502, 500",
        "MFMT, COMMAND, 502, 500",
        "SITE, COMMAND, 502, 500",
        "HOST, COMMAND, 502, 502",
        "PWD, COMMAND, 530, 550",
        "EPSV, COMMAND, 530, 501",
        "PASV, COMMAND, 425, 425",
        "STOR, TRANSFER, 226, 226",
        "STOR, COMMAND, 421, 421"
    })
    void aCode_becomesTheOneThatTheTableHas(String verb, ReplyPhase phase, int code, int right) {
        assertThat(Repairs.of(verb, phase, code)).contains(right);
    }

    @Test
    void whatComesOut_isLegalAndNoBetterNewsThanBefore() {
        for (CommandReplies command : Catalogue.shipped().commands()) {
            for (ReplyPhase phase : new ReplyPhase[] {ReplyPhase.COMMAND, ReplyPhase.TRANSFER}) {
                for (ReplyCode code : Catalogue.shipped().codes()) {
                    Repairs.of(command.command(), phase, code.code())
                            .filter(right -> right != 425)
                            .ifPresent(right -> {
                                String what = command.command() + " " + phase + " " + code.code() + " -> " + right;
                                assertThat(command.mayAnswer(right, phase))
                                        .as(what)
                                        .isTrue();
                                assertThat(ReplyClass.of(right).isNegative())
                                        .as(what)
                                        .isEqualTo(code.replyClass().isNegative());
                            });
                }
            }
        }
    }
}
