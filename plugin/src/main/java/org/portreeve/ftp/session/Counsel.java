package org.portreeve.ftp.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.AuditEvent;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;
import org.portreeve.status.Differences;

/**
 * Asks the policy on behalf of one session, and writes down what rules in {@code mode: observe} and a candidate would have
 * said. Belongs to the session's turn.
 */
public final class Counsel {

    private static final String NO_RULE = "data-protection";

    private final Enforcement enforcement;
    private final SessionState session;
    private Ruling ruling;
    private @Nullable Staged live;
    private @Nullable Staged shadow;

    private record Staged(Policy policy, Session facts, StagedPolicy view) {

        static Staged of(@Nullable Staged known, Policy policy, Session facts) {
            if (known != null && known.policy == policy && known.facts.equals(facts)) {
                return known;
            }
            return new Staged(policy, facts, policy.stage(facts));
        }
    }

    private interface Question {
        Decision ask(StagedPolicy policy);
    }

    Counsel(Enforcement enforcement, SessionState session) {
        this.enforcement = enforcement;
        this.session = session;
        this.ruling = enforcement.ruling();
    }

    /** From here on what holds now holds for this session. */
    void renew() {
        ruling = enforcement.ruling();
    }

    Ruling ruling() {
        return ruling;
    }

    /** The policy that this session's running command is under. */
    public Policy policy() {
        return ruling.policy();
    }

    /** The replies that this session's running command is answered with. */
    public Vocabulary vocabulary() {
        return ruling.vocabulary();
    }

    /** Whether a candidate is asked too. */
    public boolean hasCandidate() {
        return ruling.candidate() != null;
    }

    /** Whether the policy or its candidate looks at sizes. */
    public boolean asksForSizes() {
        Policy candidate = ruling.candidate();
        return policy().asksForSizes() || (candidate != null && candidate.asksForSizes());
    }

    /** Whether the session could do this; nothing is written down. */
    public boolean wouldAllow(String verb) {
        return live(session.facts())
                .decideCommand(verb, enforcement.clock().instant())
                .isAllowed();
    }

    /** As {@link #wouldAllow(String)}, for an operation. */
    public boolean wouldAllow(Operation operation, String verb, String path, long size) {
        return live(session.facts())
                .decide(operation, verb, path, size, enforcement.clock().instant())
                .isAllowed();
    }

    /** Decides a housekeeping verb. */
    public Decision decideCommand(String verb) {
        return ask(
                session.facts(),
                verb,
                null,
                view -> view.decideCommand(verb, enforcement.clock().instant()));
    }

    /** Decides an operation of this session. */
    public Decision decide(Operation operation, String verb, @Nullable String path, long size) {
        return decide(session.facts(), operation, verb, path, size);
    }

    /** Decides an operation under facts other than those of this moment. */
    public Decision decide(Session facts, Operation operation, String verb, @Nullable String path, long size) {
        return ask(
                facts,
                verb,
                path,
                view -> view.decide(
                        operation, verb, path, size, enforcement.clock().instant()));
    }

    private Decision ask(Session facts, String verb, @Nullable String path, Question question) {
        Decision decision = question.ask(live(facts));
        if (!decision.observed().isEmpty()) {
            decision.observed().forEach(enforcement.observed()::add);
            enforcement
                    .audit()
                    .write(new AuditEvent.WouldRefuse(session.origin(facts, verb, path), decision.observed()));
        }
        Policy candidate = ruling.candidate();
        if (candidate != null) {
            compare(candidate, facts, verb, path, question, decision);
        }
        return decision;
    }

    private StagedPolicy live(Session facts) {
        Staged now = Staged.of(live, ruling.policy(), facts);
        live = now;
        return now.view();
    }

    /** Whatever goes wrong with the candidate, the live answer stands. */
    private void compare(
            Policy candidate, Session facts, String verb, @Nullable String path, Question question, Decision decision) {
        Decision other;
        try {
            Staged now = Staged.of(shadow, candidate, facts);
            shadow = now;
            other = question.ask(now.view());
        } catch (RuntimeException | Error e) {
            enforcement
                    .differences()
                    .add(Differences.Kind.OTHER_REPLY, "(fault)", e.getClass().getSimpleName());
            return;
        }
        if (other.refusal().equals(decision.refusal())) {
            return;
        }
        Differences.Kind kind = decision.isAllowed()
                ? Differences.Kind.WOULD_REFUSE
                : other.isAllowed() ? Differences.Kind.WOULD_ALLOW : Differences.Kind.OTHER_REPLY;
        String rule = (other.isAllowed() ? decision : other).rules().get(0);
        AuditEvent.Origin origin = session.origin(facts, verb, path);
        String example = "%s from %s: %s%s; live %s by %s, candidate %s by %s"
                .formatted(
                        origin.user() == null ? "nobody" : origin.user(),
                        origin.address(),
                        verb,
                        path == null ? "" : " " + path,
                        outcome(decision),
                        decision.rules().get(0),
                        outcome(other),
                        other.rules().get(0));
        if (enforcement.differences().add(kind, rule, example)) {
            enforcement
                    .audit()
                    .write(new AuditEvent.CandidateDiffers(
                            origin, kind.symbol(), outcome(decision), decision.rules(), outcome(other), other.rules()));
        }
    }

    private static String outcome(Decision decision) {
        return decision.refusal().map(SymbolicReply::symbol).orElse("allow");
    }

    /** The ids of the rules that forbid this session an unprotected data connection, for the audit log. */
    public List<String> rulesAgainstClearData() {
        Session facts = session.facts();
        Session clear = new Session(
                facts.user(),
                facts.address(),
                facts.listener(),
                facts.control(),
                Channel.CLEAR,
                facts.account(),
                facts.handshake());
        for (String verb : List.of("LIST", "RETR", "STOR")) {
            Operation operation = switch (verb) {
                case "LIST" -> Operation.LIST;
                case "RETR" -> Operation.READ;
                default -> Operation.WRITE_CREATE;
            };
            Decision decision = policy().decide(new Request(
                    clear,
                    operation,
                    verb,
                    "/",
                    Request.UNKNOWN_SIZE,
                    enforcement.clock().instant()));
            Optional<SymbolicReply> refusal = decision.refusal();
            if (refusal.filter(SymbolicReply.DATA_PROTECTION_REQUIRED::equals).isPresent()) {
                return decision.rules();
            }
        }
        return List.of(NO_RULE);
    }
}
