package org.portreeve.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.ReplyProfile;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** What a policy may answer is in the table of legal replies, or noted there as practice. */
class ReplyFitTest {

    @Test
    void replyThatFits_isOneThatClientsKnowThere() {
        List<String> strange = Act.ALL.stream()
                .flatMap(act -> Arrays.stream(SymbolicReply.values())
                        .filter(SymbolicReply::isForPolicies)
                        .filter(symbol -> fits(symbol, act) && !isUsual(symbol, act))
                        .map(symbol -> act.verb() + " " + symbol.symbol()))
                .distinct()
                .toList();

        assertThat(strange).isEmpty();
    }

    /** What other servers send is practice, at the least, where they send it. */
    @ParameterizedTest
    @EnumSource(ReplyProfile.class)
    void codesOfProfiles_areKnownWhereOursAre(ReplyProfile profile) {
        List<String> strange = Arrays.stream(SymbolicReply.values())
                .flatMap(symbol -> ReplyPlaces.of(symbol).stream()
                        .filter(place ->
                                isUsual(ReplyProfile.PORTREEVE, symbol, place) && !isUsual(profile, symbol, place))
                        .map(place -> place + " " + symbol.symbol()))
                .toList();

        assertThat(strange).isEmpty();
    }

    private static boolean isUsual(ReplyProfile profile, SymbolicReply symbol, ReplyPlaces.Place place) {
        int code = profile.vocabulary().reply(symbol, place.phase()).code();
        return place.legal().isUsual(code, place.phase());
    }

    @ParameterizedTest
    @EnumSource(SymbolicReply.class)
    void everySymbol_hasAPlace(SymbolicReply symbol) {
        assertThat(ReplyPlaces.of(symbol)).isNotEmpty();
    }

    @Test
    void everyVerbOfThePolicies_isInTheTable() {
        assertThat(Catalogue.shipped().commands().stream().map(CommandReplies::command))
                .containsAll(Verb.known());
    }

    private static boolean fits(SymbolicReply symbol, Act act) {
        return act.operation()
                .map(each -> ReplyFit.fits(symbol, each))
                .orElseGet(() -> ReplyFit.fits(symbol, act.verb()));
    }

    private static boolean isUsual(SymbolicReply symbol, Act act) {
        boolean login = act.operation()
                .filter(each -> each == Operation.LOGIN || each == Operation.CONNECT)
                .isPresent();
        ReplyPhase phase = login ? ReplyPhase.LOGIN : ReplyPhase.COMMAND;
        int code = Vocabulary.standard().reply(symbol, phase).code();
        return Catalogue.shipped().replies(act.verb()).isUsual(code, phase);
    }
}
