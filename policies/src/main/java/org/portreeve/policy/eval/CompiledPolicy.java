package org.portreeve.policy.eval;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Explanation;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.reply.SymbolicReply;

/** A policy that answers. Immutable. */
public final class CompiledPolicy implements Policy {
    private static final Set<Operation> DATA_OPERATIONS = EnumSet.of(
            Operation.LIST, Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private static final Decision UNRULED = Decision.allow(List.of(Decision.DEFAULT));

    private final CheckedPolicy checked;
    private final String hash;
    private final List<Path> files;
    private final List<String> warnings;
    private final List<CompiledLimit> limits;
    private final RuleIndex rules;
    private final List<CompiledRule> tlsAtLogin;
    private final Reference reference;
    private final Beyond beyond;

    private CompiledPolicy(CheckedPolicy checked, String hash, List<Path> files, List<String> warnings) {
        this.checked = checked;
        this.hash = hash;
        this.files = List.copyOf(files);
        this.warnings = List.copyOf(warnings);
        this.limits = checked.limits().stream()
                .map(each -> new CompiledLimit(each, checked))
                .toList();
        this.rules = new RuleIndex(checked);
        this.reference = new Reference(checked);
        this.beyond = new Beyond(checked, reference);
        this.tlsAtLogin = rules.covering(Operation.LOGIN).stream()
                .filter(CompiledPolicy::demandsTls)
                .toList();
    }

    /** Makes a policy out of a file in which no error was found. */
    public static Policy compile(CheckedPolicy checked, String hash, List<Path> files, List<String> warnings) {
        return new CompiledPolicy(checked, hash, files, warnings);
    }

    @Override
    public String name() {
        return checked.name();
    }

    @Override
    public String hash() {
        return hash;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public ZoneId zone() {
        return checked.zone();
    }

    @Override
    public StagedPolicy stage(Session session) {
        return new Staged(session);
    }

    @Override
    public Explanation explain(Request request) {
        return reference.explain(request);
    }

    @Override
    public Explanation explainCommand(Session session, String verb, Instant at) {
        return reference.explainCommand(session, verb, at);
    }

    /** One session's view. */
    private final class Staged implements StagedPolicy {
        private final Session session;

        Staged(Session session) {
            this.session = session;
        }

        @Override
        public Decision decide(Operation operation, String verb, @Nullable String path, long size, Instant at) {
            if (beyond.isBeyond()) {
                return reference
                        .explain(new Request(session, operation, verb, path, size, at))
                        .decision();
            }
            Verdict verdict = new Verdict(Facts.of(new Request(session, operation, verb, path, size, at)));
            rules.each(operation, session.user(), verdict::hear);
            boolean open = checked.allowsByDefault() || operation == Operation.CONNECT;
            return verdict.decide(open ? Optional.empty() : Optional.of(Replies.ofRefusal(operation)));
        }

        @Override
        public Decision decideCommand(String verb, Instant at) {
            List<CompiledRule> naming = rules.naming(verb);
            if (naming.isEmpty()) {
                return UNRULED;
            }
            if (beyond.isBeyond()) {
                return reference.explainCommand(session, verb, at).decision();
            }
            Verdict verdict = new Verdict(Facts.housekeeping(session, verb));
            naming.forEach(verdict::hear);
            return verdict.decide(Optional.empty());
        }
    }

    @Override
    public boolean refusesControl(Session session) {
        if (beyond.isBeyond()) {
            return beyond.refusesControl(session);
        }
        if (session.control() == Channel.PROTECTED || tlsAtLogin.isEmpty()) {
            return false;
        }
        Facts facts = Facts.clearLogin(session);
        return tlsAtLogin.stream().anyMatch(rule -> rule.applies(facts) == Truth.YES);
    }

    private static boolean demandsTls(CompiledRule rule) {
        if (rule.effect() instanceof Rule.Require require) {
            return require.control();
        }
        return rule.effect() instanceof Rule.Refuse
                && rule.chosenReply().filter(SymbolicReply.TLS_REQUIRED::equals).isPresent();
    }

    @Override
    public boolean refusesClearData(Session session) {
        if (beyond.isBeyond()) {
            return beyond.refusesClearData(session);
        }
        boolean demanded = false;
        for (Operation operation : DATA_OPERATIONS) {
            Facts facts = Facts.anywhere(session, operation);
            boolean required = speaks(facts, operation, CompiledPolicy::demandsPrivateData);
            boolean closed = speaks(facts, operation, rule -> rule.effect() instanceof Rule.Refuse)
                    || !mightBeAllowed(facts, operation);
            if (!required && !closed) {
                return false;
            }
            demanded |= required;
        }
        return demanded;
    }

    private boolean speaks(Facts facts, Operation operation, java.util.function.Predicate<CompiledRule> kind) {
        return rules.covering(operation).stream().filter(kind).anyMatch(rule -> rule.applies(facts) == Truth.YES);
    }

    private boolean mightBeAllowed(Facts facts, Operation operation) {
        return checked.allowsByDefault()
                || rules.covering(operation).stream()
                        .anyMatch(rule -> rule.effect() instanceof Rule.Allow && rule.applies(facts) != Truth.NO);
    }

    private static boolean demandsPrivateData(CompiledRule rule) {
        return rule.effect() instanceof Rule.Require require && require.data();
    }

    @Override
    public boolean acceptsAccount(String user, String code) {
        return Needs.belongs(checked.accounts(), user, code);
    }

    @Override
    public List<? extends Limit> limits() {
        return limits;
    }

    @Override
    public boolean allowsEverything() {
        return checked.allowsByDefault() && checked.rules().isEmpty() && limits.isEmpty();
    }

    @Override
    public boolean asksForProtection() {
        return checked.rules().stream().anyMatch(CompiledPolicy::looksAtProtection);
    }

    private static boolean looksAtProtection(Rule rule) {
        boolean needed = rule.effect() instanceof Rule.Require require
                && (require.control()
                        || require.data()
                        || require.versions().isPresent()
                        || require.ciphers().isPresent()
                        || require.certificate());
        return needed
                || rule.box().control().isPresent()
                || rule.unless().stream().anyMatch(box -> box.control().isPresent());
    }

    @Override
    public boolean asksForAccounts() {
        return checked.accounts().isPresent() || checked.rules().stream().anyMatch(CompiledPolicy::looksAtAccount);
    }

    private static boolean looksAtAccount(Rule rule) {
        boolean needed = rule.effect() instanceof Rule.Require require
                && require.account().isPresent();
        return needed
                || rule.box().accounts().isPresent()
                || rule.unless().stream().anyMatch(box -> box.accounts().isPresent());
    }

    @Override
    public boolean asksForSizes() {
        return checked.rules().stream()
                .anyMatch(rule -> rule.box().sizes().isPresent()
                        || rule.unless().stream().anyMatch(box -> box.sizes().isPresent()));
    }

    @Override
    public boolean isObserved() {
        return checked.observed();
    }
}
