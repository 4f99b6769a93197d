package org.portreeve.cli;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation;
import org.portreeve.policy.Explanation.Finding;
import org.portreeve.policy.Explanation.Verdict;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.testing.Question;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.Reply;
import org.portreeve.reply.ReplyFacts;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** What a policy says to one question, and how it is printed. Holds no account code. */
final class Answer {
    private final Question question;
    private final Decision decision;
    private final Explanation explanation;
    private final Optional<Reply> reply;
    private final Policy policy;

    private Answer(Policy policy, Question question, Vocabulary vocabulary) {
        this.policy = policy;
        this.question = question;
        this.decision = question.ask(policy);
        this.explanation = explanation(policy, question);
        this.reply = decision.refusal()
                .map(symbol -> vocabulary.reply(symbol, question.phase(), facts(policy, question, decision)));
    }

    /** As a server knows them; which of them it may say depends on the phase. */
    private static ReplyFacts facts(Policy policy, Question question, Decision decision) {
        ReplyFacts facts = ReplyFacts.NONE
                .with(Placeholder.ADDRESS, question.session().address().getHostAddress())
                .with(Placeholder.RULE, decision.rules().get(0));
        String user = question.session().user();
        facts = user == null ? facts : facts.with(Placeholder.USER, user);
        String path = question.path();
        facts = path == null ? facts : facts.with(Placeholder.PATH, path);
        return policy.showsRule() ? facts.showingRule() : facts;
    }

    static Answer of(Policy policy, Question question, Vocabulary vocabulary) {
        return new Answer(policy, question, vocabulary);
    }

    /** As short as a batch wants it: of what is refused the decider itself names every rule. */
    static Json brief(Policy policy, Question question, Vocabulary vocabulary) {
        Decision decision = question.ask(policy);
        boolean byRule = decision.isAllowed() && !decision.rules().equals(List.of(Decision.DEFAULT));
        List<String> rules = byRule ? explanation(policy, question).decision().rules() : decision.rules();
        return new Json()
                .put("outcome", outcome(decision))
                .put(
                        "code",
                        decision.refusal()
                                .map(symbol -> vocabulary
                                        .reply(symbol, question.phase())
                                        .code()))
                .put("rules", rules);
    }

    int exitCode() {
        return decision.isAllowed() ? ExitCode.CLEAN : ExitCode.ATTENTION;
    }

    /** All of it, for programs. */
    Json json() {
        return new Json()
                .put("outcome", outcome(decision))
                .put("code", reply.map(Reply::code))
                .put("text", reply.map(Reply::text))
                .put("rules", rules())
                .put("observed", decision.observed())
                .put(
                        "findings",
                        explanation.findings().stream().map(Answer::json).toList())
                .put("change", explanation.remedy())
                .put(
                        "request",
                        new Json()
                                .put("operation", question.operation().map(Operation::symbol))
                                .put("verb", question.verb())
                                .put("path", question.path())
                                .put("at", question.at()))
                .put("policy", new Json().put("name", policy.name()).put("hash", policy.hash()));
    }

    /** A few lines. */
    String text() {
        StringBuilder text = new StringBuilder(headline());
        explanation.findings().stream()
                .filter(each -> each.verdict() != Verdict.MET)
                .forEach(each -> text.append("\n  ").append(line(each)));
        if (decision.isAllowed() && rules().equals(List.of(Decision.DEFAULT))) {
            Wording.neverRefused(question)
                    .ifPresent(
                            each -> text.append("\n  `default` never refuses ").append(each));
        }
        explanation.remedy().ifPresent(change -> text.append("\nto change it: ").append(change));
        return text.toString();
    }

    /** In words. */
    String words() {
        StringBuilder text = new StringBuilder("Asked of policy ")
                .append(policy.name())
                .append(" (")
                .append(policy.hash())
                .append("), ")
                .append(Wording.moment(question.at(), policy.zone()))
                .append(":\n  ")
                .append(Wording.question(question))
                .append("\n\n")
                .append(Wording.outcome(decision, reply))
                .append('\n');
        for (Finding each : explanation.findings()) {
            text.append("\n- ").append(Wording.sentence(each));
        }
        if (decision.rules().equals(List.of(Decision.DEFAULT))) {
            text.append("\n- ").append(Wording.unruled(decision, question));
        }
        if (!decision.observed().isEmpty()) {
            text.append("\n\nOnly observed: would refuse if enforced: ").append(String.join(", ", decision.observed()));
        }
        explanation
                .remedy()
                .ifPresent(change -> text.append("\n\nTo change it: ").append(change));
        return text.toString();
    }

    private String headline() {
        return outcome(decision)
                + reply.map(each -> " (" + each.code() + " " + each.text() + ")")
                        .orElse("")
                + " by " + String.join(", ", rules());
    }

    private List<String> rules() {
        return decision.isAllowed() ? explanation.decision().rules() : decision.rules();
    }

    private static Explanation explanation(Policy policy, Question question) {
        return question.request()
                .map(policy::explain)
                .orElseGet(() -> policy.explainCommand(question.session(), question.verb(), question.at()));
    }

    private static String outcome(Decision decision) {
        return decision.refusal().map(SymbolicReply::symbol).orElse("allow");
    }

    private static String line(Finding finding) {
        return "%-8s %s (%s)%s%s"
                .formatted(
                        Wording.verdict(finding.verdict()),
                        finding.id(),
                        finding.place(),
                        finding.missing().isEmpty() ? "" : ": missing " + String.join(", ", finding.missing()),
                        finding.exemption().map(Wording::exemption).orElse(""));
    }

    private static Json json(Finding finding) {
        return new Json()
                .put("rule", finding.id())
                .put("file", finding.place().file())
                .put("line", finding.place().span().line())
                .put("verdict", Wording.verdict(finding.verdict()))
                .put("reply", finding.reply().map(SymbolicReply::symbol))
                .put("missing", finding.missing())
                .put(
                        "exception",
                        finding.exemption()
                                .map(each ->
                                        new Json().put("index", each.index()).put("expires", each.expires())));
    }
}
