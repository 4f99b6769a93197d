package org.portreeve.policy;

import java.util.Optional;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;

/**
 * A reply that a policy can bring about.
 *
 * @param id of the rule or limit, or {@link Decision#DEFAULT}
 * @param place of the id; empty for the default
 * @param observed whether it would only be told ({@code mode: observe})
 */
public record PossibleReply(
        String id, Optional<Place> place, boolean observed, SymbolicReply reply, ReplyPhase phase) {}
