package org.portreeve.policy;

import java.util.List;
import java.util.Optional;
import org.portreeve.reply.SymbolicReply;

/**
 * The answer to a {@link Request}, and the rules that made it.
 *
 * @param refusal the reply to send; empty if allowed
 * @param rules ids of the rules that refused (best rank first), or that allowed; {@value #DEFAULT} where no rule spoke
 */
public record Decision(Optional<SymbolicReply> refusal, List<String> rules) {

    /** Stands in {@link #rules} for the policy's {@code default}. */
    public static final String DEFAULT = "default";

    public Decision {
        rules = List.copyOf(rules);
    }

    public static Decision allow(List<String> rules) {
        return new Decision(Optional.empty(), rules);
    }

    public static Decision refuse(SymbolicReply reply, List<String> rules) {
        return new Decision(Optional.of(reply), rules);
    }

    public boolean isAllowed() {
        return refusal.isEmpty();
    }
}
