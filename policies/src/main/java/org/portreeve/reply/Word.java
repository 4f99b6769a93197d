package org.portreeve.reply;

import java.util.Locale;

/** What a placeholder stands for beside a name or a number; each language has its own words for it. */
public enum Word {
    /** One file. */
    FILE,
    /** So many files. */
    FILES,
    /** The count of a limit does not begin anew. */
    NEVER,
    /** It does so within so long, bit by bit. */
    BIT_BY_BIT,
    /** It does so in the next session. */
    NEXT_SESSION;

    String symbol() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
