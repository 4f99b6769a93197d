package org.portreeve.cli;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.cli.ReplyCard.Line;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.Digit;

/** The reference page of all replies, with an anchor for each. */
final class ReplyPage {
    private static final Set<String> COMMANDS = Set.of("sentBy", "sentAfterwards", "practice");

    private final Markup out;
    private final Catalogue catalogue = Catalogue.shipped();

    private ReplyPage(Markup out) {
        this.out = out;
    }

    static String write(ReplyCards cards, Markup out) {
        return new ReplyPage(out).write(cards);
    }

    private String write(ReplyCards cards) {
        out.title("Replies");
        out.paragraph(
                "Every reply code of FTP, what it means, why it was sent and what to do about it; the statuses of SFTP; and the"
                        + " numbers that Windows clients show. Made of Portreeve's own catalogue by `reply --all --markdown` and"
                        + " `reply --all --html`: do not edit. On the command line: `reply 552`.");
        digits("The first digit: how it went", catalogue.series());
        digits("The second digit: what it is about", catalogue.groups());
        out.section("FTP");
        cards.ftp().forEach(this::card);
        out.section("Which reply may answer which command");
        out.paragraph("Any command may also be answered by " + codes(catalogue.anywhere())
                + ". `In practice` is what no RFC gives to the command and servers send all the same; Portreeve too,"
                + " where a rule wants it so.");
        catalogue.commands().forEach(this::command);
        out.section("SFTP");
        out.paragraph(
                "Not FTP: the statuses of the SSH file transfer protocol. A server must not send one that is younger than"
                        + " the version agreed upon. Where a status is generic, the server's log is where you find what happened.");
        cards.sftp().forEach(this::card);
        out.section("Windows socket errors");
        out.paragraph("Clients show these; no server sends them.");
        cards.winsock().forEach(this::card);
        return out.page();
    }

    private void digits(String title, Collection<Digit> digits) {
        out.section(title);
        out.row(List.of("digit", "name", "meaning", "what a client does"), true);
        digits.forEach(each -> out.row(
                List.of(
                        ReplyTables.form(each),
                        each.text(),
                        each.meaning(),
                        each.next().orElse("")),
                false));
        out.end();
    }

    private void card(ReplyCard card) {
        out.entry(card.anchor(), card.code() + " " + card.name());
        out.paragraph("`" + card.text() + "`");
        for (Line line : card.lines()) {
            out.item(line.label(), COMMANDS.contains(line.key()) ? linked(line.values()) : line.text());
        }
        out.end();
    }

    private void command(CommandReplies command) {
        out.entry(command.command(), command.command());
        Stream.of(
                        new Line("", "answers", List.of(codes(command.answers())), false),
                        new Line("", "after 1yz", List.of(codes(command.afterwards())), false),
                        new Line("", "in practice", List.of(codes(command.practice())), false),
                        new Line("", "note", command.note().stream().toList(), false),
                        new Line("", "source", List.of(command.source()), false))
                .filter(each -> !each.text().isEmpty())
                .forEach(each -> out.item(each.label(), each.text()));
        out.end();
    }

    private String linked(List<String> commands) {
        Set<String> known =
                catalogue.commands().stream().map(CommandReplies::command).collect(Collectors.toSet());
        return commands.stream()
                .map(each -> known.contains(each) ? "[[" + each + "]]" : each)
                .collect(Collectors.joining(", "));
    }

    private static String codes(Collection<Integer> codes) {
        return codes.stream().map(each -> "[[" + each + "]]").collect(Collectors.joining(" "));
    }
}
