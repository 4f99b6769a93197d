package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.junit.jupiter.api.Test;
import org.portreeve.ftp.RandomDialogue.Turn;
import org.portreeve.policy.Verb;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.ReplyPhase;

/** What other Ftplets do to the order of replies, and what is made of it. */
class ConformanceTest {

    private static final String OPEN = "ftp-policy: 1\nname: nothing\ndefault: allow\n";

    /** Swallows NOOP, answers SYST twice, and says something that is no reply to HELP. */
    private static final class Unruly extends DefaultFtplet {
        @Override
        public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws FtpException {
            return switch (request.getCommand()) {
                case "NOOP" -> FtpletResult.SKIP;
                case "SYST" -> say(session, 215, FtpletResult.DEFAULT);
                case "HELP" -> say(session, 0, FtpletResult.SKIP);
                case "STAT" -> say(session, 333, FtpletResult.SKIP);
                default -> FtpletResult.DEFAULT;
            };
        }

        private static FtpletResult say(FtpSession session, int code, FtpletResult then) throws FtpException {
            session.write(new DefaultFtpReply(code, "Mine."));
            return then;
        }

        @Override
        public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply) {
            return FtpletResult.DEFAULT;
        }
    }

    @Test
    void aCommandHasOneReply_whateverOtherFtpletsDo() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> settings.before.put("unruly", new Unruly()));
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.login("alice");

            client.send("NOOP");
            client.send("SYST");
            client.send("HELP");
            client.send("STAT");
            client.send("PWD");

            assertThat(client.reply()).startsWith("500 ");
            assertThat(client.reply()).isEqualTo("215 Mine.");
            assertThat(client.reply()).startsWith("501 ");
            assertThat(client.reply()).startsWith("333 ");
            assertThat(client.reply()).startsWith("257 ");
            assertThat(server.status())
                    .contains("NOOP: no reply", "SYST: another reply, 215", "HELP: 0 is no reply code", "nothing fits");
        }
    }

    /** A transfer for which nobody connects is soon given up. */
    private static void hasty(TestServer.Settings settings) {
        settings.idleSeconds = 1;
    }

    /** Codes against the tables, and their number: a reply too many or too few would shift all that follow. */
    @Test
    void randomSessions_hearOnlyWhatTheTablesHave() throws Exception {
        try (TestServer server = TestServer.start(OPEN, ConformanceTest::hasty)) {
            for (long seed = 1; seed <= 60; seed++) {
                List<Turn> turns = RandomDialogue.play(server.port(), seed, 40);
                for (Turn turn : turns) {
                    assertThat(illegal(turn)).as("seed %d: %s", seed, turn).isEmpty();
                }
                Turn last = turns.get(turns.size() - 1);
                assertThat(last.replies()).as("seed %d: %s", seed, last).isNotEmpty();
            }
        }
    }

    private static List<String> illegal(Turn turn) {
        String verb = Verb.canonical(turn.command().split(" ", 2)[0]);
        List<String> illegal = new ArrayList<>();
        ReplyPhase phase = ReplyPhase.COMMAND;
        for (String reply : turn.replies()) {
            boolean formed = reply.matches("(?s)[1-6][0-9][0-9]([ -].*)");
            int code = TestClient.code(reply);
            if (!formed || !Catalogue.shipped().replies(verb).mayAnswer(code, phase)) {
                illegal.add(reply);
            }
            phase = code < 200 ? ReplyPhase.TRANSFER : phase;
        }
        return illegal;
    }

    /** With {@code off}, and nothing to enforce, a client cannot tell that anybody is there. */
    @Test
    void switchedOff_nothingIsOtherwiseThanWithoutUs() throws Exception {
        try (TestServer stock = TestServer.start(OPEN, settings -> {
                    hasty(settings);
                    settings.bare = true;
                });
                TestServer ours = TestServer.start(OPEN, settings -> {
                    hasty(settings);
                    settings.ftplet.setConformance("off");
                })) {
            for (long seed = 1; seed <= 25; seed++) {
                assertThat(masked(RandomDialogue.play(ours.port(), seed, 30)))
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(masked(RandomDialogue.play(stock.port(), seed, 30)));
            }
        }
    }

    /** Ports, times and unique names differ from run to run. */
    private static List<String> masked(List<Turn> turns) {
        return turns.stream()
                .map(turn -> turn.command() + " -> "
                        + turn.replies().stream()
                                .map(reply -> reply.substring(0, 3)
                                        + reply.substring(3).replaceAll("[0-9]+|(?<=STAT)(?s:.*)", "#"))
                                .toList())
                .toList();
    }

    @Test
    void anUnknownSetting_isRefused() {
        assertThatThrownBy(() -> new PolicyFtplet().setConformance("perhaps"))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("`perhaps`")
                .hasMessageContaining("repair, report, off");
    }
}
