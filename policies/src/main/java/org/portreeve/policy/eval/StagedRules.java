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
    private final String user;
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
        this.user = session.user() == null ? "" : session.user();
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
        Hits hits = Hits.empty();
        hits.add(RuleTable.ANYWHERE);
        if (!pathless && path != null) {
            book.paths().find(path, user, hits);
        }
        int allow = Cell.NOBODY;
        for (RuleTable table : tables) {
            for (int index = 0; index < hits.count(); index++) {
                Cell cell = table.find(hits.get(index), operation);
                if (cell != null) {
                    int spoken = judge(cell, hits, operation, verb, size, at);
                    if (spoken < 0) {
                        return gather(hits, operation, verb, size, at);
                    }
                    allow = Math.min(allow, spoken);
                }
            }
        }
        return allow == Cell.NOBODY ? defaults.of(operation) : book.allowedBy(allow);
    }

    /** The first rule of the cell that allows; negative if any refuses, or would. */
    private int judge(Cell cell, Hits hits, Operation operation, String verb, long size, Instant at) {
        if (cell.refusing().length > 0) {
            return -1;
        }
        int allow = cell.allow();
        for (CompiledRule rule : cell.conditional()) {
            if (rule.allows()) {
                if (rule.index() < allow && !rule.observed() && rule.speaks(classes, hits, operation, verb, size, at)) {
                    allow = rule.index();
                }
            } else if (rule.speaks(classes, hits, operation, verb, size, at)
                    && rule.refusal(session, operation, verb) != null) {
                return -1;
            }
        }
        return allow;
    }

    /** The long way, for requests that some rule refuses or would refuse: names them all. */
    private Decision gather(Hits hits, Operation operation, String verb, long size, Instant at) {
        Refusals enforced = new Refusals();
        Refusals observed = new Refusals();
        int allow = Cell.NOBODY;
        for (RuleTable table : tables) {
            for (int index = 0; index < hits.count(); index++) {
                Cell cell = table.find(hits.get(index), operation);
                if (cell != null) {
                    allow = Math.min(allow, cell.allow());
                    for (CompiledRule rule : cell.refusing()) {
                        refuse(rule, enforced, operation, verb);
                    }
                    for (CompiledRule rule : cell.conditional()) {
                        if (!rule.speaks(classes, hits, operation, verb, size, at)) {
                            continue;
                        }
                        if (!rule.allows()) {
                            refuse(rule, rule.observed() ? observed : enforced, operation, verb);
                        } else if (!rule.observed()) {
                            allow = Math.min(allow, rule.index());
                        }
                    }
                }
            }
        }
        return decision(enforced, observed, allow, defaults.of(operation));
    }

    private void refuse(CompiledRule rule, Refusals refusals, @Nullable Operation operation, String verb) {
        SymbolicReply reply = rule.refusal(session, operation, verb);
        if (reply != null) {
            refusals.add(rule, reply);
        }
    }

    private Decision decision(Refusals enforced, Refusals observed, int allow, Decision otherwise) {
        CompiledRule only = enforced.only();
        if (only != null && observed.isEmpty()) {
            return book.refusedBy(only, Objects.requireNonNull(enforced.firstReply()));
        }
        if (!enforced.isEmpty()) {
            return new Decision(Optional.of(enforced.best()), enforced.rules(), observed.rules());
        }
        Decision outcome = allow == Cell.NOBODY ? otherwise : book.allowedBy(allow);
        if (observed.isEmpty()) {
            return outcome;
        }
        List<String> wouldRefuse = new ArrayList<>(observed.rules());
        wouldRefuse.addAll(outcome.observed());
        return new Decision(outcome.refusal(), outcome.rules(), wouldRefuse);
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
        Hits none = Hits.empty();
        Refusals enforced = new Refusals();
        Refusals observed = new Refusals();
        int allow = Cell.NOBODY;
        for (CompiledRule rule : naming) {
            boolean speaks = rule.anywhere()
                    && Arrays.binarySearch(classes, rule.session()) >= 0
                    && rule.speaks(classes, none, null, verb, Request.UNKNOWN_SIZE, at);
            if (speaks && !rule.allows()) {
                refuse(rule, rule.observed() ? observed : enforced, null, verb);
            } else if (speaks && !rule.observed()) {
                allow = Math.min(allow, rule.index());
            }
        }
        return decision(enforced, observed, allow, Defaults.UNRULED);
    }

    private static boolean isAbsolute(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        return !path.contains("/.")
                || !(path.contains("/../") || path.contains("/./") || path.endsWith("/..") || path.endsWith("/."));
    }
}
