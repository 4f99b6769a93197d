package org.portreeve.reply;

import java.util.Locale;

/** Whether the same command may succeed if it is sent once more. */
public enum Retry {
    /** At once. */
    NOW,
    /** After a while. */
    LATER,
    /** Once something else has changed. */
    AFTER_CHANGE,
    /** Not at all, or there is nothing to repeat. */
    NEVER;

    /** The name in the catalogue, for example {@code after-change}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
