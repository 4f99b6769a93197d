package org.portreeve.ftp.reload;

import java.time.Instant;

/**
 * What came of an attempt to load the files.
 *
 * @param kind what happened
 * @param at when
 * @param policy name and hash of the policy that holds from then on
 * @param detail the findings, for people; empty if there are none
 */
public record Outcome(Kind kind, Instant at, String policy, String detail) {

    /** What can come of it. */
    public enum Kind {
        /** The files are in force. */
        TAKEN("taken"),
        /** The files say what they said before. */
        UNCHANGED("unchanged"),
        /** The files cannot be used; what was in force stays. */
        REFUSED("refused"),
        /** At the start: the files cannot be used, the last good ones are in force. */
        LAST_GOOD("last-good");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** As it is written in logs and in the status. */
        public String symbol() {
            return symbol;
        }
    }

    public boolean isGood() {
        return kind == Kind.TAKEN || kind == Kind.UNCHANGED;
    }
}
