package org.portreeve.bench.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether commands and data travel in the clear. */
enum Security {
    PLAIN,
    TLS;

    /** For one client, who shakes hands in full. */
    @Nullable
    ClientTls sessions() {
        return this == TLS ? ClientTls.create() : null;
    }

    @Override
    public String toString() {
        return this == TLS ? "TLS" : name().toLowerCase(Locale.ROOT);
    }
}
