package org.portreeve.policy;

import java.util.List;
import java.util.Optional;
import org.portreeve.reply.SymbolicReply;

/**
 * The answer to a {@link Request}, and the rules that made it.
 *
 * @param refusal the reply to send; empty if allowed
 * @param rules ids of the rules that refused (best rank first), or of a rule that allowed; {@value #DEFAULT} where no
 *     rule spoke
 * @param observed ids of the rules that would have refused if they were not in {@code mode: observe}, best rank first;
 *     {@value #DEFAULT} among them if the file is, and nothing allowed it
 */
public record Decision(Optional<SymbolicReply> refusal, List<String> rules, List<String> observed) {

    /** Stands in {@link #rules} for the policy's {@code default}. */
    public static final String DEFAULT = "default";

    public Decision {
        rules = List.copyOf(rules);
        observed = List.copyOf(observed);
    }

    public static Decision allow(List<String> rules) {
        return new Decision(Optional.empty(), rules, List.of());
    }

    public static Decision refuse(SymbolicReply reply, List<String> rules) {
        return new Decision(Optional.of(reply), rules, List.of());
    }

    public boolean isAllowed() {
        return refusal.isEmpty();
    }
}
