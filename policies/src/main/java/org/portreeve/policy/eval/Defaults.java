package org.portreeve.policy.eval;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.ReplyFit;

/** What is answered where no rule speaks. */
final class Defaults {
    /** To a housekeeping command. */
    static final Decision UNRULED = Decision.allow(List.of(Decision.DEFAULT));

    private final Decision[] decisions = new Decision[Operation.values().length];

    @SuppressWarnings("EnumOrdinal") // never stored
    Defaults(CheckedPolicy policy) {
        for (Operation operation : Operation.values()) {
            decisions[operation.ordinal()] = decision(policy, operation);
        }
    }

    private static Decision decision(CheckedPolicy policy, Operation operation) {
        if (policy.allowsByDefault() || operation == Operation.CONNECT) {
            return UNRULED;
        }
        return policy.observed()
                ? new Decision(Optional.empty(), List.of(Decision.DEFAULT), List.of(Decision.DEFAULT))
                : Decision.refuse(ReplyFit.plain(operation), List.of(Decision.DEFAULT));
    }

    @SuppressWarnings("EnumOrdinal") // never stored
    Decision of(Operation operation) {
        return decisions[operation.ordinal()];
    }
}
