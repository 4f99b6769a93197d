package org.portreeve.ftp.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a reply of the server that no RFC gives to the command. */
public enum Conformance {
    /** The client gets one that the RFCs have. */
    REPAIR,
    /** It goes out as it is, and is counted. */
    REPORT,
    /** Nobody looks. */
    OFF;

    /** The setting of that name, in lower case. */
    public static Optional<Conformance> of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.symbol().equals(name))
                .findFirst();
    }

    /** All names. */
    public static String names() {
        return Arrays.stream(values()).map(Conformance::symbol).collect(Collectors.joining(", "));
    }

    /** The name that settings and the status use. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
