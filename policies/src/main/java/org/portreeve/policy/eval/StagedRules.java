package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.eval.RuleTable.Cell;
import org.portreeve.reply.SymbolicReply;

/** The rules that concern one session. */
final class StagedRules implements StagedPolicy {
    private final RuleBook book;
    private final Reference reference;
    private final Session session;
    private final Defaults defaults;
    private final boolean certificateOpen;
    private final int[] classes;
    private final RuleTable[] tables;

    /** What is answered where no rule speaks. One a policy. */
    record Defaults(boolean observed, Map<Operation, Decision> decisions, boolean asksForCertificates) {
        static final Decision UNRULED = Decision.allow(List.of(Decision.DEFAULT));

        static Defaults of(CheckedPolicy policy, boolean asksForCertificates) {
            Map<Operation, Decision> decisions = new EnumMap<>(Operation.class);
            for (Operation operation : Operation.values()) {
                decisions.put(operation, decision(policy, operation));
            }
            return new Defaults(policy.observed(), decisions, asksForCertificates);
        }

        private static Decision decision(CheckedPolicy policy, Operation operation) {
            if (policy.allowsByDefault() || operation == Operation.CONNECT) {
                return UNRULED;
            }
            return policy.observed()
                    ? new Decision(Optional.empty(), List.of(Decision.DEFAULT), List.of(Decision.DEFAULT))
                    : Decision.refuse(CompiledRule.plain(operation), List.of(Decision.DEFAULT));
        }

        Decision of(Operation operation) {
            return Objects.requireNonNull(decisions.get(operation));
        }
    }

    StagedRules(RuleBook book, Reference reference, Defaults defaults, Session session) {
        this.book = book;
        this.reference = reference;
        this.defaults = defaults;
        this.session = session;
        this.certificateOpen = defaults.asksForCertificates() && isOpen(session);
        this.classes = book.classesOf(session);
        this.tables = book.tables(classes);
    }

    private static boolean isOpen(Session session) {
        if (session.control() == Channel.CLEAR) {
            return false;
        }
        var certificate = SessionClass.certificate(session);
        return session.handshake() == null
                || (certificate != null && (certificate.subject() == null || certificate.issuer() == null));
    }

    @Override
    public Decision decide(Operation operation, String verb, @Nullable String path, long size, Instant at) {
        boolean pathless = operation == Operation.CONNECT
                || operation == Operation.LOGIN
                || (operation == Operation.SITE && path == null);
        boolean nobody = session.user() == null && operation != Operation.CONNECT;
        // What is not known asks for three-valued logic. It is rare, and the reference has it.
        if (certificateOpen || nobody || !(pathless || isAbsolute(path))) {
            return reference
                    .explain(new Request(session, operation, verb, path, size, at))
                    .decision();
        }
        Moment moment = Moment.of(operation, verb, size, at, book.clock());
        moment.add(RuleTable.ANYWHERE);
        if (!pathless && path != null) {
            book.paths().find(path, String.valueOf(session.user()), moment);
        }
        int allow = Cell.NOBODY;
        for (RuleTable table : tables) {
            for (int index = 0; index < moment.patterns(); index++) {
                Cell cell = table.find(moment.pattern(index), operation);
                if (cell != null) {
                    int spoken = judge(cell, moment, operation, verb);
                    if (spoken < 0) {
                        return gather(moment, operation, verb);
                    }
                    allow = Math.min(allow, spoken);
                }
            }
        }
        return allow == Cell.NOBODY ? defaults.of(operation) : book.allowedBy(allow);
    }

    /** The first rule of the cell that allows; negative if any refuses, or would. */
    private int judge(Cell cell, Moment moment, Operation operation, String verb) {
        if (cell.refusing().length > 0) {
            return -1;
        }
        int allow = cell.allow();
        for (CompiledRule rule : cell.conditional()) {
            if (rule.allows()) {
                if (rule.index() < allow && !rule.observed() && rule.speaks(moment, classes)) {
                    allow = rule.index();
                }
            } else if (rule.speaks(moment, classes) && rule.refusal(session, operation, verb) != null) {
                return -1;
            }
        }
        return allow;
    }

    /** The long way, for requests that some rule refuses or would refuse: names them all. */
    private Decision gather(Moment moment, Operation operation, String verb) {
        Refusals refusals = new Refusals();
        int allow = Cell.NOBODY;
        for (RuleTable table : tables) {
            for (int index = 0; index < moment.patterns(); index++) {
                Cell cell = table.find(moment.pattern(index), operation);
                if (cell != null) {
                    allow = Math.min(allow, cell.allow());
                    for (CompiledRule rule : cell.refusing()) {
                        refuse(rule, refusals, operation, verb);
                    }
                    allow = Math.min(allow, ask(cell.conditional(), moment, refusals, operation, verb));
                }
            }
        }
        return decision(refusals, allow, defaults.of(operation));
    }

    /** Asks rules whose class and path match; returns the first that allows. */
    private int ask(
            CompiledRule[] rules, Moment moment, Refusals refusals, @Nullable Operation operation, String verb) {
        int allow = Cell.NOBODY;
        for (CompiledRule rule : rules) {
            if (rule.speaks(moment, classes)) {
                if (!rule.allows()) {
                    refuse(rule, refusals, operation, verb);
                } else if (!rule.observed()) {
                    allow = Math.min(allow, rule.index());
                }
            }
        }
        return allow;
    }

    private void refuse(CompiledRule rule, Refusals refusals, @Nullable Operation operation, String verb) {
        SymbolicReply reply = rule.refusal(session, operation, verb);
        if (reply != null) {
            refusals.add(rule, reply);
        }
    }

    private Decision decision(Refusals refusals, int allow, Decision otherwise) {
        if (refusals.isEnforced()) {
            return new Decision(Optional.of(refusals.reply()), refusals.rules(), refusals.observed());
        }
        Decision outcome = allow == Cell.NOBODY ? otherwise : book.allowedBy(allow);
        List<String> observed = new ArrayList<>(refusals.observed());
        observed.addAll(outcome.observed());
        return new Decision(outcome.refusal(), outcome.rules(), observed);
    }

    @Override
    public Decision decideCommand(String verb, Instant at) {
        CompiledRule[] naming = book.naming(verb);
        if (naming.length == 0) {
            return Defaults.UNRULED;
        }
        if (certificateOpen) {
            return reference.explainCommand(session, verb, at).decision();
        }
        Moment moment = Moment.of(null, verb, Request.UNKNOWN_SIZE, at, book.clock());
        CompiledRule[] concerned = Arrays.stream(naming)
                .filter(rule -> rule.anywhere() && Arrays.binarySearch(classes, rule.session()) >= 0)
                .toArray(CompiledRule[]::new);
        Refusals refusals = new Refusals();
        int allow = ask(concerned, moment, refusals, null, verb);
        return decision(refusals, allow, Defaults.UNRULED);
    }

    private static boolean isAbsolute(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        return !path.contains("/.")
                || !(path.contains("/../") || path.contains("/./") || path.endsWith("/..") || path.endsWith("/."));
    }
}
