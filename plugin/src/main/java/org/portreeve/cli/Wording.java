package org.portreeve.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation.Exemption;
import org.portreeve.policy.Explanation.Finding;
import org.portreeve.policy.Explanation.Verdict;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.testing.Question;
import org.portreeve.reply.Reply;
import org.portreeve.reply.SymbolicReply;

/** Questions and answers in words. */
final class Wording {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private Wording() {}

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone)) + " " + (zone.getId().equals("Z") ? "UTC" : zone);
    }

    static String verdict(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Who wants what, with all that the policy may look at; the account code itself is left out. */
    static String question(Question question) {
        Session session = question.session();
        StringBuilder text = new StringBuilder(question.verb());
        if (question.path() != null) {
            text.append(' ').append(question.path());
        }
        question.operation()
                .map(Operation::symbol)
                .ifPresent(symbol -> text.append(" (").append(symbol).append(')'));
        text.append(session.user() == null ? " by nobody yet" : " by " + session.user());
        text.append(" from ").append(session.address().getHostAddress());
        text.append(", listener ").append(session.listener());
        text.append(", control ").append(session.control() == Channel.CLEAR ? "clear" : "tls");
        text.append(", data ").append(session.data() == Channel.CLEAR ? "clear" : "private");
        text.append(session.account() == null ? ", no account" : ", account given");
        if (question.size() != Request.UNKNOWN_SIZE) {
            text.append(", ").append(question.size()).append(" bytes");
        }
        return text.toString();
    }

    static String outcome(Decision decision, Optional<Reply> reply) {
        return reply.map(each -> "Refused with " + each.code() + " " + each.text() + " ("
                        + decision.refusal().map(SymbolicReply::symbol).orElse("") + ")")
                .orElse("Allowed.");
    }

    static String sentence(Finding finding) {
        String place = finding.place().toString();
        String rule = finding.id() + " (" + place + ")";
        return switch (finding.verdict()) {
            case REFUSED ->
                rule + " refuses" + missing(finding)
                        + finding.reply()
                                .map(each -> ", and would answer " + each.symbol())
                                .orElse("");
            case ALLOWED -> rule + " allows it";
            case LIFTED ->
                rule + " is lifted"
                        + finding.exemption().map(Wording::exemption).orElse("");
            case MET -> rule + " is met: all that it needs is there";
            case OBSERVED -> rule + " is only observed" + missing(finding);
        };
    }

    static String exemption(Exemption exemption) {
        return " by exception " + (exemption.index() + 1)
                + exemption.expires().map(day -> ", which ends after " + day).orElse("");
    }

    static String unruled(Decision decision, Question question) {
        if (!decision.isAllowed()) {
            return "no rule allows it, and the policy says default: refuse";
        }
        if (decision.observed().contains(Decision.DEFAULT)) {
            return "the policy is only observed (mode: observe); enforced, default would refuse it";
        }
        return "no rule refuses it, and "
                + neverRefused(question)
                        .map(each -> "`default` never refuses " + each)
                        .orElse("default lets it pass");
    }

    /** What only a rule can refuse. */
    static Optional<String> neverRefused(Question question) {
        Optional<Operation> operation = question.operation();
        if (operation.isEmpty()) {
            return Optional.of("a command that merely keeps the dialogue going");
        }
        return operation.filter(each -> each == Operation.CONNECT).map(each -> "a connection");
    }

    private static String missing(Finding finding) {
        return finding.missing().isEmpty() ? "" : ": it needs " + String.join(", ", finding.missing());
    }
}
