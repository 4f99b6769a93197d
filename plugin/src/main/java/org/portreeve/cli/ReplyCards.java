package org.portreeve.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portreeve.cli.ReplyCard.Line;
import org.portreeve.policy.PossibleReply;
import org.portreeve.reply.Advice;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.Digit;
import org.portreeve.reply.ReplyCode;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.Retry;
import org.portreeve.reply.SftpReply;
import org.portreeve.reply.SftpStatus;
import org.portreeve.reply.SocketError;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Puts together what is known of a number: the catalogue, the vocabulary in force and, if there is one, a policy. */
final class ReplyCards {
    private static final String ANY = "any command";

    private final Catalogue catalogue = Catalogue.shipped();
    private final Vocabulary vocabulary;
    private final Optional<List<PossibleReply>> policy;

    ReplyCards(Vocabulary vocabulary, Optional<List<PossibleReply>> policy) {
        this.vocabulary = vocabulary;
        this.policy = policy;
    }

    Stream<ReplyCard> all() {
        return Stream.of(ftp(), sftp(), winsock()).flatMap(each -> each);
    }

    Stream<ReplyCard> ftp() {
        return catalogue.codes().stream().map(this::of);
    }

    Stream<ReplyCard> sftp() {
        return catalogue.statuses().stream().map(this::of);
    }

    Stream<ReplyCard> winsock() {
        return catalogue.socketErrors().stream().map(this::of);
    }

    ReplyCard of(ReplyCode code) {
        Digit first = catalogue.digit(code.replyClass());
        Digit second = catalogue.digit(code.group());
        List<Line> lines = new ArrayList<>();
        lines.add(one("class", "class", first.value() + "yz " + first.text()));
        lines.add(one("group", "group", "x" + second.value() + "z " + second.text()));
        lines.addAll(advice(code.advice(), code.replyClass().isNegative()));
        lines.add(new Line("next", "next", code.next().stream().toList(), false));
        lines.addAll(senders(code));
        lines.add(many("replies", "stands for", symbols(symbol -> isSaid(symbol, code))));
        lines.addAll(origin(code.advice()));
        return new ReplyCard(
                "ftp",
                code.code(),
                code.id(),
                code.text(),
                lines,
                rules(each -> codeOf(each.reply(), each.phase()) == code.code()));
    }

    ReplyCard of(SftpStatus status) {
        List<Line> lines = new ArrayList<>();
        lines.add(one("since", "since", "SFTP version " + status.since()));
        lines.addAll(advice(status.advice(), status.code() != 0));
        lines.add(many("replies", "stands for", symbols(symbol -> isSaid(symbol, status))));
        lines.addAll(origin(status.advice()));
        return new ReplyCard(
                "sftp",
                status.code(),
                status.name(),
                status.text(),
                lines,
                rules(each -> isSaid(each.reply(), status)));
    }

    ReplyCard of(SocketError error) {
        List<Line> lines = new ArrayList<>();
        lines.add(one("class", "class", "Windows socket error; no FTP server sent it"));
        lines.addAll(advice(error.advice(), true));
        lines.addAll(origin(error.advice()));
        return new ReplyCard("winsock", error.code(), error.name(), error.text(), lines, rules(each -> false));
    }

    private List<Line> senders(ReplyCode code) {
        boolean anywhere = catalogue.anywhere().contains(code.code());
        List<String> answers =
                commands(each -> each.answers().contains(code.code())).toList();
        List<String> afterwards =
                commands(each -> each.afterwards().contains(code.code())).toList();
        Stream<String> practice = commands(each -> each.practice().contains(code.code()));
        return List.of(
                many("sentBy", "sent by", anywhere ? List.of(ANY) : answers),
                many("sentAfterwards", "after 1yz", anywhere ? List.of() : afterwards),
                many(
                        "practice",
                        "in practice",
                        Stream.concat(code.otherSenders().stream(), practice)
                                .map(each -> each.equals("any") ? ANY : each)
                                .sorted()
                                .toList()));
    }

    private static List<Line> advice(Advice advice, boolean failed) {
        boolean pointless = advice.retry() == Retry.NEVER && !failed;
        return List.of(
                one("meaning", "meaning", advice.meaning()),
                one("cause", "why", advice.cause()),
                one("user", "user", advice.user()),
                one("admin", "admin", advice.admin()),
                new Line(
                        "retry",
                        "try again",
                        pointless ? List.of() : List.of(advice.retry().symbol()),
                        false));
    }

    private static List<Line> origin(Advice advice) {
        return List.of(
                one("source", "source", advice.source()), new Line("disputes", "disputed", advice.disputes(), true));
    }

    private static Line one(String key, String label, String value) {
        return new Line(key, label, List.of(value), false);
    }

    private static Line many(String key, String label, List<String> values) {
        return new Line(key, label, values, true);
    }

    private Stream<String> commands(Predicate<CommandReplies> sends) {
        return catalogue.commands().stream().filter(sends).map(CommandReplies::command);
    }

    private static List<String> symbols(Predicate<SymbolicReply> says) {
        return Arrays.stream(SymbolicReply.values())
                .filter(says)
                .map(SymbolicReply::symbol)
                .toList();
    }

    private int codeOf(SymbolicReply symbol, ReplyPhase phase) {
        return vocabulary.reply(symbol, phase).code();
    }

    private boolean isSaid(SymbolicReply symbol, ReplyCode code) {
        return Arrays.stream(ReplyPhase.values()).anyMatch(phase -> codeOf(symbol, phase) == code.code());
    }

    private boolean isSaid(SymbolicReply symbol, SftpStatus status) {
        return IntStream.rangeClosed(SftpReply.OLDEST, SftpReply.NEWEST)
                .anyMatch(version ->
                        vocabulary.sftpReply(symbol, version).status().equals(status));
    }

    private Optional<List<PossibleReply>> rules(Predicate<PossibleReply> sends) {
        return policy.map(replies -> replies.stream().filter(sends).toList());
    }
}
