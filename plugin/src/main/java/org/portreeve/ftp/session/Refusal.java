package org.portreeve.ftp.session;

import java.util.List;
import java.util.Optional;
import org.portreeve.reply.ReplyFacts;
import org.portreeve.reply.SymbolicReply;

/**
 * Why something is refused.
 *
 * @param reply what the client hears
 * @param rules ids of the rules or limits behind it, best rank first
 * @param detail the fact behind it, for the audit log only; holds no secret
 * @param facts what may be told of it beyond the rule, such as how full a limit is
 * @param retry whether the same was refused in mid-transfer a short while ago
 * @param ends whether the session ends with it
 */
public record Refusal(
        SymbolicReply reply, List<String> rules, String detail, ReplyFacts facts, boolean retry, boolean ends) {

    public Refusal {
        rules = List.copyOf(rules);
    }

    public Refusal(SymbolicReply reply, List<String> rules, String detail) {
        this(reply, rules, detail, ReplyFacts.NONE);
    }

    public Refusal(SymbolicReply reply, List<String> rules, String detail, ReplyFacts facts) {
        this(reply, rules, detail, facts, false, false);
    }

    public Refusal(SymbolicReply reply, List<String> rules) {
        this(reply, rules, "");
    }

    /** The same, for what was refused in mid-transfer a short while ago. */
    public Refusal again() {
        return new Refusal(reply, rules, detail, facts, true, ends);
    }

    /** The same, and the session ends. */
    public Refusal ending() {
        return new Refusal(reply, rules, detail, facts, retry, true);
    }

    /** The rule or limit of the policy that comes first, if there is one. */
    Optional<String> rule() {
        return rules.stream().findFirst().filter(each -> !each.startsWith(BUILT_IN));
    }

    /** A refusal that protects the protocol itself, whatever the policy says. */
    public static Refusal builtIn(SymbolicReply reply, String name) {
        return new Refusal(reply, List.of(BUILT_IN + name));
    }

    /** Begins the id of what no policy file can switch off; no rule can have such an id. */
    private static final String BUILT_IN = "portreeve:";
}
