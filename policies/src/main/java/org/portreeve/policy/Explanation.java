package org.portreeve.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.SymbolicReply;

/**
 * A decision with its reasons, for people. Never holds an account code.
 *
 * @param decision as {@link Policy#decide} makes it, but naming every rule that allows
 * @param findings what each rule has to say that the request concerns, those that decide first
 * @param remedy for a refusal, what would have to change, as one sentence; empty if it is allowed
 */
public record Explanation(Decision decision, List<Finding> findings, Optional<String> remedy) {

    public Explanation {
        findings = List.copyOf(findings);
    }

    /** What a rule says. */
    public enum Verdict {
        /** It refuses. */
        REFUSED,
        /** It allows. */
        ALLOWED,
        /** It matches, and an exception ({@code unless}) lifts it. */
        LIFTED,
        /** A {@code require} that matches, and everything it needs is there. */
        MET,
        /** It would refuse or allow, but is in {@code mode: observe}, or the file is. */
        OBSERVED
    }

    /**
     * What one rule says.
     *
     * @param reply what the client would hear; empty unless it refuses or would
     * @param missing the needs that are not met, as a policy writes them, for example {@code control: tls}
     * @param exemption the exception that lifts it, if one does
     */
    public record Finding(
            String id,
            Place place,
            Verdict verdict,
            Optional<SymbolicReply> reply,
            List<String> missing,
            Optional<Exemption> exemption) {
        public Finding {
            missing = List.copyOf(missing);
        }
    }

    /**
     * One box of {@code unless}.
     *
     * @param index its place in the list, from 0
     * @param expires the last day on which it holds
     */
    public record Exemption(int index, Optional<LocalDate> expires) {}
}
