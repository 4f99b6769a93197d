package org.portreeve.policy.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Operation;
import org.portreeve.policy.PossibleReply;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.Rule.Allow;
import org.portreeve.policy.check.Rule.Require;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;

/**
 * The replies that the rules and limits of a policy can bring about, each by itself: whether another rule always speaks
 * first is not asked.
 */
public final class PossibleReplies {
    private static final Set<Limit.Count> AT_LOGIN = EnumSet.of(Limit.Count.SESSIONS, Limit.Count.FAILED_LOGINS);

    private final CheckedPolicy policy;

    private PossibleReplies(CheckedPolicy policy) {
        this.policy = policy;
    }

    /** All of them, in the order of the file, the default last. */
    public static List<PossibleReply> of(CheckedPolicy policy) {
        PossibleReplies replies = new PossibleReplies(policy);
        return Stream.of(
                        policy.rules().stream().flatMap(replies::ofRule),
                        policy.limits().stream().flatMap(replies::ofLimit),
                        replies.ofDefault())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private Stream<PossibleReply> ofRule(Rule rule) {
        Stream<PossibleReply> own = Reach.of(rule.box(), rule.effect()).stream()
                .flatMap(act -> replies(rule, act).map(reply -> possible(rule, reply, phase(act))));
        return rule.effect() instanceof Require require ? Stream.concat(own, ofDataConnection(rule, require)) : own;
    }

    private Stream<PossibleReply> ofDataConnection(Rule rule, Require require) {
        Stream<PossibleReply> level = require.data()
                ? Stream.of(possible(rule, SymbolicReply.PROTECTION_LEVEL_DENIED, ReplyPhase.COMMAND))
                : Stream.empty();
        return require.looksAtData()
                ? Stream.concat(
                        level,
                        Stream.of(ReplyPhase.TRANSFER, ReplyPhase.COMMAND) // the latter where it failed before
                                .map(phase -> possible(rule, SymbolicReply.DATA_PROTECTION_FAILED, phase)))
                : level;
    }

    private static Stream<SymbolicReply> replies(Rule rule, Act act) {
        if (rule.effect() instanceof Allow) {
            return Stream.empty();
        }
        if (rule.reply().isPresent()) {
            return rule.reply().stream();
        }
        return rule.effect() instanceof Require require
                ? missing(require, act)
                : Stream.of(ReplyFit.plain(act.operation().orElse(null)));
    }

    private static Stream<SymbolicReply> missing(Require require, Act act) {
        EnumSet<SymbolicReply> replies = EnumSet.noneOf(SymbolicReply.class);
        boolean strong = require.versions().isPresent() || require.ciphers().isPresent();
        boolean login = act.operation().filter(Operation.LOGIN::equals).isPresent();
        if (require.control() || strong) {
            replies.add(SymbolicReply.TLS_REQUIRED);
        }
        if (strong) {
            replies.add(SymbolicReply.TLS_TOO_WEAK);
        }
        if (require.certificate()) {
            replies.add(SymbolicReply.CERTIFICATE_REQUIRED);
        }
        if (require.data() && Verb.usesDataConnection(act.verb())) {
            replies.add(SymbolicReply.DATA_PROTECTION_REQUIRED);
        }
        if (require.account().isPresent() && (!login || require.atLogin())) {
            replies.add(SymbolicReply.ACCOUNT_REQUIRED);
        }
        return replies.stream();
    }

    private Stream<PossibleReply> ofLimit(Bound limit) {
        Stream<ReplyPhase> phases = AT_LOGIN.contains(limit.count())
                ? Stream.of(ReplyPhase.LOGIN)
                : Stream.of(ReplyPhase.COMMAND, ReplyPhase.TRANSFER);
        return phases.map(phase -> new PossibleReply(
                limit.id(), Optional.of(limit.place()), limit.observed() || policy.observed(), limit.reply(), phase));
    }

    private Stream<PossibleReply> ofDefault() {
        Stream<Operation> refused = policy.allowsByDefault()
                ? Stream.empty()
                : Stream.of(Operation.values()).filter(each -> each != Operation.CONNECT);
        return refused.map(each -> new PossibleReply(
                Decision.DEFAULT, Optional.empty(), policy.observed(), ReplyFit.plain(each), phase(Optional.of(each))));
    }

    private PossibleReply possible(Rule rule, SymbolicReply reply, ReplyPhase phase) {
        return new PossibleReply(
                rule.id(), Optional.of(rule.place()), rule.observed() || policy.observed(), reply, phase);
    }

    private static ReplyPhase phase(Act act) {
        return phase(act.operation());
    }

    /** Where the answer to an operation, or to housekeeping, stands. */
    static ReplyPhase phase(Optional<Operation> operation) {
        return operation
                        .filter(each -> each == Operation.CONNECT || each == Operation.LOGIN)
                        .isPresent()
                ? ReplyPhase.LOGIN
                : ReplyPhase.COMMAND;
    }
}
