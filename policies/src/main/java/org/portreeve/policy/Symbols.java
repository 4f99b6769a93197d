package org.portreeve.policy;

import java.util.Locale;

/** How constants are written in a policy. */
final class Symbols {

    private Symbols() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
