package org.portreeve.policy.eval;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.portreeve.policy.Channel;
import org.portreeve.policy.DataDemand;
import org.portreeve.policy.Explanation;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.StagedPolicy;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.reply.SymbolicReply;

/** A policy that answers. Immutable. */
public final class CompiledPolicy implements Policy {
    private static final Set<Operation> DATA_OPERATIONS = EnumSet.of(
            Operation.LIST, Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private final CheckedPolicy checked;
    private final String hash;
    private final List<Path> files;
    private final List<String> warnings;
    private final List<CompiledLimit> limits;
    private final RuleBook rules;
    private final List<Rule> tlsAtLogin;
    private final List<Rule> demanding;
    private final Reference reference;

    private CompiledPolicy(CheckedPolicy checked, String hash, List<Path> files, List<String> warnings) {
        this.checked = checked;
        this.hash = hash;
        this.files = List.copyOf(files);
        this.warnings = List.copyOf(warnings);
        this.limits = checked.limits().stream()
                .map(each -> new CompiledLimit(each, checked))
                .toList();
        this.reference = new Reference(checked);
        this.rules = new RuleBook(checked, reference, asksForCertificates(checked));
        this.tlsAtLogin = checked.rules().stream()
                .filter(rule -> rule.box().operations().contains(Operation.LOGIN))
                .filter(this::isEnforced)
                .filter(CompiledPolicy::demandsTls)
                .toList();
        this.demanding = checked.rules().stream()
                .filter(rule -> rule.effect() instanceof Rule.Require require
                        && (require.resumption() || require.closeNotify()))
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
    public ZoneId zone() {
        return checked.zone();
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
    public StagedPolicy stage(Session session) {
        return new StagedRules(rules, session);
    }

    @Override
    public Explanation explain(Request request) {
        return reference.explain(request);
    }

    @Override
    public Explanation explainCommand(Session session, String verb, Instant at) {
        return reference.explainCommand(session, verb, at);
    }

    @Override
    public boolean refusesControl(Session session) {
        if (session.control() == Channel.PROTECTED || tlsAtLogin.isEmpty()) {
            return false;
        }
        Asked asked = Asked.clearLogin(session);
        return tlsAtLogin.stream().anyMatch(rule -> reference.applies(rule, asked) == Truth.YES);
    }

    private boolean isEnforced(Rule rule) {
        return !rule.observed() && !checked.observed();
    }

    /** Whether the rule refuses a login in the clear for want of TLS. */
    private static boolean demandsTls(Rule rule) {
        if (rule.effect() instanceof Rule.Require require) {
            return asksForTls(require);
        }
        return rule.effect() instanceof Rule.Refuse
                && rule.reply().filter(SymbolicReply.TLS_REQUIRED::equals).isPresent();
    }

    private static boolean asksForTls(Rule.Require require) {
        return require.control()
                || require.certificate()
                || require.versions().isPresent()
                || require.ciphers().isPresent();
    }

    @Override
    public boolean refusesClearData(Session session) {
        boolean demanded = false;
        for (Operation operation : DATA_OPERATIONS) {
            Asked asked = Asked.anywhere(session, operation);
            boolean required = speaks(asked, CompiledPolicy::demandsPrivateData);
            boolean closed = speaks(asked, rule -> rule.effect() instanceof Rule.Refuse) || !mightBeAllowed(asked);
            if (!required && !closed) {
                return false;
            }
            demanded |= required;
        }
        return demanded;
    }

    private boolean speaks(Asked asked, Predicate<Rule> kind) {
        return checked.rules().stream()
                .filter(this::isEnforced)
                .filter(kind)
                .anyMatch(rule -> reference.applies(rule, asked) == Truth.YES);
    }

    private boolean mightBeAllowed(Asked asked) {
        return checked.allowsByDefault()
                || checked.observed()
                || checked.rules().stream()
                        .filter(rule -> rule.effect() instanceof Rule.Allow && !rule.observed())
                        .anyMatch(rule -> reference.applies(rule, asked) != Truth.NO);
    }

    private static boolean demandsPrivateData(Rule rule) {
        return rule.effect() instanceof Rule.Require require && require.data();
    }

    /** What might hold does. */
    @Override
    public List<DataDemand> dataDemands(Request request) {
        if (demanding.isEmpty()) {
            return List.of();
        }
        Asked asked = Asked.of(request);
        return demanding.stream()
                .filter(rule -> reference.applies(rule, asked) != Truth.NO)
                .map(this::demand)
                .toList();
    }

    private DataDemand demand(Rule rule) {
        Rule.Require require = (Rule.Require) rule.effect();
        return new DataDemand(rule.id(), require.resumption(), require.closeNotify(), !isEnforced(rule));
    }

    @Override
    public boolean acceptsAccount(String user, String code) {
        return ReferenceNeeds.belongs(checked.accounts(), user, code);
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
        boolean needed =
                rule.effect() instanceof Rule.Require require && (asksForTls(require) || require.looksAtData());
        return needed
                || anyBox(
                        rule,
                        box -> box.control().isPresent() || box.certificates().isPresent());
    }

    private static boolean anyBox(Rule rule, Predicate<Box> test) {
        return test.test(rule.box()) || rule.unless().stream().anyMatch(test);
    }

    private static boolean asksForCertificates(CheckedPolicy policy) {
        return policy.rules().stream()
                .anyMatch(rule -> anyBox(rule, box -> box.certificates().isPresent()));
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
    public boolean showsRule() {
        return checked.showsRule();
    }

    @Override
    public boolean isObserved() {
        return checked.observed();
    }
}
