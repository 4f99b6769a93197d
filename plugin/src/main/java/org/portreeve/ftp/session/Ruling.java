package org.portreeve.ftp.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Policy;
import org.portreeve.reply.Vocabulary;

/**
 * What holds from one moment to the next reload. Replaced as a whole, never in part.
 *
 * @param policy the policy in force
 * @param vocabulary the replies in force
 * @param candidate a policy that is asked too, and never has its way; null if there is none
 * @param since when it took effect
 */
public record Ruling(
        Policy policy, Vocabulary vocabulary, @Nullable Policy candidate, Instant since) {

    /** The policy in one line: name and hash, and whether it refuses anything at all. */
    public String describe() {
        return policy.name() + " (" + policy.hash() + ")"
                + (policy.isObserved() ? ", ONLY OBSERVED (mode: observe): nothing is refused" : "");
    }

    /** The same with another candidate. */
    public Ruling withCandidate(@Nullable Policy other) {
        return new Ruling(policy, vocabulary, other, since);
    }
}
