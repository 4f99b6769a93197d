package org.portreeve.policy.check;

import java.util.Set;

/**
 * Which account a rule wants.
 *
 * @param codes any of these; with none of them any account will do
 */
public record AccountNeed(Set<String> codes) {
    public AccountNeed {
        codes = Set.copyOf(codes);
    }

    /** {@code account: given}. */
    public boolean takesAny() {
        return codes.isEmpty();
    }

    /** The codes are secrets. */
    @Override
    public String toString() {
        return "AccountNeed[" + (takesAny() ? "given" : "listed") + "]";
    }
}
