package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.eval.Refusals.Refusal;
import org.portreeve.reply.SymbolicReply;

/** The rules that concern one session. */
final class StagedRules implements StagedPolicy {
    private final RuleBook book;
    private final Session session;
    private final String user;
    private final boolean unusual;
    private final int[] classes;
    private final Sheet[][] sheets;
    private final Strip strip;
    private final Refusals refusals;
    private final long met;

    StagedRules(RuleBook book, Session session) {
        this.book = book;
        this.refusals = book.refusals();
        this.session = session;
        this.user = session.user() == null ? "" : session.user();
        this.unusual = (session.user() != null && (user.isEmpty() || user.indexOf('/') >= 0))
                || (book.asksForCertificates() && isOpen(session));
        this.classes = book.classesOf(session);
        this.met = book.metBy(session);
        RuleBook.Pages pages = book.pages(classes);
        this.sheets = pages.sheets();
        this.strip = pages.strip();
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
    @SuppressWarnings("EnumOrdinal") // never stored
    public Decision decide(Operation operation, String verb, @Nullable String path, long size, Instant at) {
        boolean pathless = operation == Operation.CONNECT
                || operation == Operation.LOGIN
                || (operation == Operation.SITE && path == null);
        boolean nobody = session.user() == null && operation != Operation.CONNECT;
        // What is not known asks for three-valued logic. It is rare, and the reference has it; odd names too.
        if (unusual || nobody || !(pathless || (path != null && Paths.isResolved(path)))) {
            return book.reference()
                    .explain(new Request(session, operation, verb, path, size, at))
                    .decision();
        }
        String clean = pathless || path == null ? null : Paths.clean(path);
        int verdict = judge(Strip.refusing(operation), operation, verb, clean, size, at);
        if (verdict == Verdict.SILENT) {
            verdict = judge(Strip.allowing(operation), operation, verb, clean, size, at);
        }
        if (verdict >= 0) {
            return verdict == Verdict.SILENT ? book.defaults().of(operation) : book.allowedBy(verdict);
        }
        return Verdict.isRefused(verdict)
                ? refusals.decision(verdict)
                : gather(cells(operation, clean), operation, verb, clean, size, at);
    }

    private int judge(int section, Operation operation, String verb, @Nullable String path, long size, Instant at) {
        int verdict = Verdict.SILENT;
        int end = strip.start(section + 1);
        for (int entry = strip.start(section); entry < end; entry = Strip.next(entry)) {
            if (fits(entry, path)) {
                int spoken = strip.verdict(entry);
                verdict = refusals.both(
                        verdict,
                        spoken == Verdict.OPEN ? judge(strip.cell(entry), operation, verb, path, size, at) : spoken);
                if (Verdict.isAllowed(verdict)) {
                    return verdict; // one is enough
                }
            }
        }
        for (Sheet sheet : sheets[section]) {
            if (Verdict.isAllowed(verdict)) {
                return verdict;
            }
            verdict = refusals.both(verdict, judge(sheet, operation, verb, path, size, at));
        }
        return verdict;
    }

    private boolean fits(int entry, @Nullable String path) {
        int matcher = strip.matcher(entry);
        if (matcher == Strip.ANYWHERE) {
            return true;
        }
        return path != null
                && PathMatcher.mightFit(strip.hint(entry), path)
                && book.matcher(matcher).matches(path, user);
    }

    private int judge(Sheet sheet, Operation operation, String verb, @Nullable String path, long size, Instant at) {
        Cell anywhere = sheet.anywhere();
        int verdict = anywhere == null ? Verdict.SILENT : judge(anywhere, operation, verb, path, size, at);
        if (path == null) {
            return verdict;
        }
        Hits hits = Hits.ofThread();
        sheet.find(path, user, hits);
        for (int index = 0; index < hits.count(); index++) {
            int spoken = sheet.verdict(hits.get(index));
            verdict = refusals.both(
                    verdict,
                    spoken == Verdict.OPEN
                            ? judge(sheet.cell(hits.get(index)), operation, verb, path, size, at)
                            : spoken);
        }
        return verdict;
    }

    private int judge(Cell cell, Operation operation, String verb, @Nullable String path, long size, Instant at) {
        int verdict = cell.verdict();
        for (CompiledRule rule : cell.conditional()) {
            if (rule.allows()) {
                if (verdict >= 0
                        && rule.index() < verdict
                        && !rule.observed()
                        && rule.speaks(this, operation, verb, path, size, at)) {
                    verdict = rule.index();
                }
            } else if (!isMet(rule) && rule.speaks(this, operation, verb, path, size, at)) {
                SymbolicReply reply = rule.refusal(session, operation, verb);
                if (reply != null) {
                    verdict = rule.observed() ? Verdict.MIXED : refusals.both(verdict, Refusals.verdict(rule, reply));
                }
            }
        }
        return verdict;
    }

    private boolean isMet(CompiledRule rule) {
        return rule.needs() != null && rule.needs().isIn(met);
    }

    /** All cells to which the path leads. */
    private List<Cell> cells(Operation operation, @Nullable String path) {
        List<Cell> cells = new ArrayList<>();
        addCells(Strip.refusing(operation), path, cells);
        addCells(Strip.allowing(operation), path, cells);
        return cells;
    }

    private void addCells(int section, @Nullable String path, List<Cell> cells) {
        int end = strip.start(section + 1);
        for (int entry = strip.start(section); entry < end; entry = Strip.next(entry)) {
            if (fits(entry, path)) {
                cells.add(strip.cell(entry));
            }
        }
        for (Sheet sheet : sheets[section]) {
            if (sheet.anywhere() != null) {
                cells.add(sheet.anywhere());
            }
            if (path != null) {
                Hits hits = Hits.ofThread();
                sheet.find(path, user, hits);
                for (int index = 0; index < hits.count(); index++) {
                    cells.add(sheet.cell(hits.get(index)));
                }
            }
        }
    }

    /** The long way, for what is observed: names all the rules that refuse or would refuse. */
    private Decision gather(
            List<Cell> cells, Operation operation, String verb, @Nullable String path, long size, Instant at) {
        List<Refusal> enforced = new ArrayList<>();
        List<Refusal> observed = new ArrayList<>();
        int allow = Verdict.SILENT;
        for (Cell cell : cells) {
            if (cell.verdict() >= 0) {
                allow = Math.min(allow, cell.verdict());
            }
            for (CompiledRule rule : cell.refusing()) {
                refuse(rule, enforced, operation, verb);
            }
            for (CompiledRule rule : cell.conditional()) {
                if (!rule.speaks(this, operation, verb, path, size, at)) {
                    continue;
                }
                if (!rule.allows()) {
                    refuse(rule, rule.observed() ? observed : enforced, operation, verb);
                } else if (!rule.observed()) {
                    allow = Math.min(allow, rule.index());
                }
            }
        }
        return decision(enforced, observed, allow, book.defaults().of(operation));
    }

    private void refuse(CompiledRule rule, List<Refusal> refused, @Nullable Operation operation, String verb) {
        SymbolicReply reply = rule.refusal(session, operation, verb);
        if (reply != null) {
            refused.add(new Refusal(reply, rule.index()));
        }
    }

    private Decision decision(List<Refusal> enforced, List<Refusal> observed, int allow, Decision otherwise) {
        List<String> wouldRefuse = refusals.sorted(observed);
        if (!enforced.isEmpty()) {
            return new Decision(Optional.of(Refusals.best(enforced)), refusals.sorted(enforced), wouldRefuse);
        }
        Decision outcome = allow == Verdict.SILENT ? otherwise : book.allowedBy(allow);
        if (wouldRefuse.isEmpty()) {
            return outcome;
        }
        return new Decision(
                outcome.refusal(),
                outcome.rules(),
                Stream.concat(wouldRefuse.stream(), outcome.observed().stream()).toList());
    }

    String user() {
        return user;
    }

    boolean isIn(int sessionClass) {
        return Arrays.binarySearch(classes, sessionClass) >= 0;
    }

    @Override
    public Decision decideCommand(String verb, Instant at) {
        CompiledRule[] naming = book.naming(verb);
        if (naming.length == 0) {
            return Defaults.UNRULED;
        }
        if (unusual) {
            return book.reference().explainCommand(session, verb, at).decision();
        }
        List<Refusal> enforced = new ArrayList<>();
        List<Refusal> observed = new ArrayList<>();
        int allow = Verdict.SILENT;
        for (CompiledRule rule : naming) {
            boolean speaks = rule.paths() == null
                    && isIn(rule.session())
                    && rule.speaks(this, null, verb, null, Request.UNKNOWN_SIZE, at);
            if (speaks && !rule.allows()) {
                refuse(rule, rule.observed() ? observed : enforced, null, verb);
            } else if (speaks && !rule.observed()) {
                allow = Math.min(allow, rule.index());
            }
        }
        return decision(enforced, observed, allow, Defaults.UNRULED);
    }
}
