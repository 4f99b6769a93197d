package org.portreeve.policy.eval;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.reply.SymbolicReply;

/**
 * Policies with words that the compiled form does not know. A matcher that it left out would open what the admin closed,
 * so these policies are decided by the {@link Reference}: slower, and right.
 */
final class Beyond {
    private static final Set<Operation> DATA_OPERATIONS = EnumSet.of(
            Operation.LIST, Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private final CheckedPolicy policy;
    private final Reference reference;
    private final boolean beyond;

    Beyond(CheckedPolicy policy, Reference reference) {
        this.policy = policy;
        this.reference = reference;
        this.beyond = policy.observed() || policy.rules().stream().anyMatch(Beyond::isBeyond);
    }

    boolean isBeyond() {
        return beyond;
    }

    private static boolean isBeyond(Rule rule) {
        boolean needs = rule.effect() instanceof Require require
                && (require.versions().isPresent() || require.ciphers().isPresent() || require.certificate());
        return rule.observed()
                || needs
                || Stream.concat(Stream.of(rule.box()), rule.unless().stream()).anyMatch(Beyond::isBeyond);
    }

    private static boolean isBeyond(Box box) {
        return box.certificates().isPresent()
                || box.during().isPresent()
                || box.sizes().isPresent()
                || box.expires().isPresent();
    }

    boolean refusesControl(Session session) {
        return session.control() != Channel.PROTECTED
                && speaks(Asked.clearLogin(session), Operation.LOGIN, Beyond::demandsTls);
    }

    private static boolean demandsTls(Rule rule) {
        if (rule.effect() instanceof Require require) {
            return require.control()
                    || require.versions().isPresent()
                    || require.ciphers().isPresent();
        }
        return rule.effect() instanceof Rule.Refuse
                && rule.reply().filter(SymbolicReply.TLS_REQUIRED::equals).isPresent();
    }

    boolean refusesClearData(Session session) {
        boolean demanded = false;
        for (Operation operation : DATA_OPERATIONS) {
            Asked asked = Asked.anywhere(session, operation);
            boolean required =
                    speaks(asked, operation, rule -> rule.effect() instanceof Require require && require.data());
            boolean closed = speaks(asked, operation, rule -> rule.effect() instanceof Rule.Refuse)
                    || !mightBeAllowed(asked, operation);
            if (!required && !closed) {
                return false;
            }
            demanded |= required;
        }
        return demanded;
    }

    private boolean speaks(Asked asked, Operation operation, Predicate<Rule> kind) {
        return !policy.observed()
                && policy.rules().stream()
                        .filter(rule ->
                                !rule.observed() && rule.box().operations().contains(operation))
                        .filter(kind)
                        .anyMatch(rule -> reference.applies(rule, asked) == Truth.YES);
    }

    private boolean mightBeAllowed(Asked asked, Operation operation) {
        return policy.allowsByDefault()
                || policy.observed()
                || policy.rules().stream()
                        .filter(rule -> rule.effect() instanceof Rule.Allow && !rule.observed())
                        .filter(rule -> rule.box().operations().contains(operation))
                        .anyMatch(rule -> reference.applies(rule, asked) != Truth.NO);
    }
}
