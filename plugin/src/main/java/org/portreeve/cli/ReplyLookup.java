package org.portreeve.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portreeve.policy.Verb;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.Digit;
import org.portreeve.reply.ReplyClass;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SftpStatus;
import org.portreeve.reply.SocketError;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Finds what somebody read somewhere: a number, a name, a series such as 5yz. */
final class ReplyLookup {
    private static final Pattern FIRST = Pattern.compile("([1-6])(yz|xx|00)|(10000)");
    private static final Pattern SECOND = Pattern.compile("[x1-6]([0-5])[zx]");

    private final Catalogue catalogue = Catalogue.shipped();
    private final ReplyCards cards;
    private final Vocabulary vocabulary;

    ReplyLookup(ReplyCards cards, Vocabulary vocabulary) {
        this.cards = cards;
        this.vocabulary = vocabulary;
    }

    /** Never empty. */
    List<ReplyCard> cards(String what) throws UsageException {
        List<ReplyCard> found = what.matches("[0-9]{1,5}") ? numbered(Integer.parseInt(what)) : named(what);
        if (found.isEmpty()) {
            throw new UsageException(
                    "there is no reply " + Words.quote(what) + "; " + hint(what) + "`reply --all` names them all");
        }
        return found;
    }

    /** The nearest that there is; and of an unknown reply code, what its first digit says all the same. */
    private String hint(String what) {
        if (!what.matches("[1-6][0-9]{2}")) {
            return isNumber(what) ? "" : didYouMean(what);
        }
        List<String> similar = catalogue.codes().stream()
                .map(each -> String.valueOf(each.code()))
                .filter(each -> each.startsWith(what.substring(0, 2))
                        || (each.charAt(0) == what.charAt(0) && each.endsWith(what.substring(2))))
                .toList();
        Digit digit = catalogue.digit(ReplyClass.of(Integer.parseInt(what)));
        return Words.didYouMean(what, similar) + "from any server " + ReplyTables.form(digit) + " is: " + digit.text()
                + "; ";
    }

    /** The digit that is meant by 5yz, x3z, or by a round number that is no reply by itself. */
    Optional<Digit> digit(String what) {
        var first = FIRST.matcher(what);
        if (first.matches()
                && !(isNumber(what) && catalogue.code(Integer.parseInt(what)).isPresent())) {
            int value = Integer.parseInt(first.group(1) == null ? what : first.group(1));
            return catalogue.series().stream()
                    .filter(each -> each.value() == value)
                    .findFirst();
        }
        var second = SECOND.matcher(what);
        return second.matches() && what.startsWith("x")
                ? catalogue.groups().stream()
                        .filter(each -> String.valueOf(each.value()).equals(second.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    CommandReplies command(String name) throws UsageException {
        String verb = Verb.canonical(name);
        List<String> known =
                catalogue.commands().stream().map(CommandReplies::command).toList();
        if (!known.contains(verb)) {
            throw new UsageException("there is no command " + Words.quote(name) + " in the table; "
                    + Words.didYouMean(verb, known) + "known are " + String.join(" ", known));
        }
        return catalogue.replies(verb);
    }

    private List<ReplyCard> numbered(int number) {
        return Stream.of(
                        catalogue.code(number).map(cards::of),
                        catalogue.status(number).map(cards::of),
                        catalogue.socketError(number).map(cards::of))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<ReplyCard> named(String name) {
        Optional<SymbolicReply> symbol = SymbolicReply.of(name.toLowerCase(Locale.ROOT));
        if (symbol.isPresent()) {
            return Arrays.stream(ReplyPhase.values())
                    .map(phase -> vocabulary.reply(symbol.get(), phase).code())
                    .distinct()
                    .flatMap(code -> catalogue.code(code).stream())
                    .map(cards::of)
                    .toList();
        }
        return cards.all().filter(each -> each.name().equalsIgnoreCase(name)).toList();
    }

    private List<String> names() {
        return Stream.of(
                        catalogue.statuses().stream().map(SftpStatus::name),
                        catalogue.socketErrors().stream().map(SocketError::name),
                        Stream.of(SymbolicReply.values())
                                .map(each -> each.symbol().toUpperCase(Locale.ROOT)),
                        catalogue.codes().stream().map(each -> each.id().toUpperCase(Locale.ROOT)))
                .flatMap(each -> each)
                .toList();
    }

    /** Names are found in any case, so only their letters count; they are shown as they are written. */
    private String didYouMean(String what) {
        return Words.nearest(what.toUpperCase(Locale.ROOT), names())
                .map(name -> name.contains("_") || name.startsWith("WSA") ? name : name.toLowerCase(Locale.ROOT))
                .map(name -> "did you mean `" + name + "`? ")
                .orElse("");
    }

    private static boolean isNumber(String what) {
        return what.matches("[0-9]+");
    }
}
