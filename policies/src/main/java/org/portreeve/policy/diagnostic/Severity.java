package org.portreeve.policy.diagnostic;

import java.util.Locale;

/** Whether a finding keeps the file from being used. */
public enum Severity {
    ERROR,
    WARNING;

    /** As it is printed, for example {@code error}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
