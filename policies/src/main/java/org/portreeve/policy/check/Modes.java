package org.portreeve.policy.check;

import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads {@code mode}, of a file, a rule or a limit. */
final class Modes {

    private Modes() {}

    /** Whether it is decided and told, and never enforced. */
    static boolean isObserved(Fields fields, Diagnostics findings) {
        return Values.choice(fields, "mode", Keys.MODES, findings)
                .filter("observe"::equals)
                .isPresent();
    }
}
