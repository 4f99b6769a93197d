package org.portreeve.ftp.session;

import java.util.List;
import org.portreeve.reply.SymbolicReply;

/**
 * Why something is refused.
 *
 * @param reply what the client hears
 * @param rules ids of the rules or limits behind it, best rank first
 * @param detail the fact behind it, for the audit log only; holds no secret
 * @param retry whether the same was refused in mid-transfer a short while ago
 */
public record Refusal(SymbolicReply reply, List<String> rules, String detail, boolean retry) {

    public Refusal {
        rules = List.copyOf(rules);
    }

    public Refusal(SymbolicReply reply, List<String> rules, String detail) {
        this(reply, rules, detail, false);
    }

    public Refusal(SymbolicReply reply, List<String> rules) {
        this(reply, rules, "");
    }

    /** The same, for what was refused in mid-transfer a short while ago. */
    public Refusal again() {
        return new Refusal(reply, rules, detail, true);
    }

    /** A refusal that protects the protocol itself, whatever the policy says. */
    public static Refusal builtIn(SymbolicReply reply, String name) {
        return new Refusal(reply, List.of(BUILT_IN + name));
    }

    /** Begins the id of what no policy file can switch off; no rule can have such an id. */
    private static final String BUILT_IN = "portreeve:";
}
