package org.portreeve.status;

import org.jspecify.annotations.Nullable;
import org.portreeve.audit.JsonLine;
import org.portreeve.quota.BookId;
import org.portreeve.reply.ByteSize;

/**
 * One book as administrators see it.
 *
 * @param count what is counted, in the words of the policy; null if that is not known
 * @param used what is committed
 * @param promised what was promised to transfers under way when it was last written down
 * @param max what is permitted at this moment, or {@link #UNKNOWN}
 * @param earned what of it uploads have earned
 * @param resets when the count begins anew; null if it does not, or nobody knows
 * @param uncounted whether what is stored is to be counted before it is needed next
 */
public record QuotaLine(
        BookId book,
        @Nullable String count,
        long used,
        long promised,
        long max,
        long earned,
        @Nullable String resets,
        boolean uncounted) {

    /** In place of a maximum. */
    public static final long UNKNOWN = -1;

    private static final double PERCENT = 100.0;

    /** How much of the limit is used, 1 for all of it; 0 if the limit is not known. */
    public double share() {
        return max == UNKNOWN ? 0 : max == 0 ? (used > 0 ? 1 : 0) : (double) used / max;
    }

    /** For a person. */
    public String text() {
        StringBuilder text = new StringBuilder(book.limit())
                .append(", ")
                .append(book.owner())
                .append(": ")
                .append(amount(used));
        if (max != UNKNOWN) {
            text.append(" of ")
                    .append(amount(max))
                    .append(earned == 0 ? "" : " (" + amount(earned) + " earned by uploads)")
                    .append(", ")
                    .append((int) (share() * PERCENT))
                    .append(" %");
        }
        if (promised > 0) {
            text.append(", ").append(amount(promised)).append(" more promised");
        }
        if (resets != null) {
            text.append(", begins anew ").append(resets);
        }
        return text.append(uncounted ? ", to be counted" : "").toString();
    }

    private String amount(long amount) {
        return count != null && count.startsWith("bytes") ? ByteSize.of(amount) : String.valueOf(amount);
    }

    /** For a program: one JSON object in one line. */
    public String json() {
        JsonLine json = new JsonLine()
                .text("limit", book.limit())
                .text("owner", book.owner())
                .text("count", count)
                .number("used", used)
                .number("promised", promised);
        if (max != UNKNOWN) {
            json.number("max", max);
            if (earned > 0) {
                json.number("earned", earned);
            }
            json.number("percent", (long) (share() * PERCENT));
        }
        return json.text("resets", resets)
                .json("uncounted", String.valueOf(uncounted))
                .toString();
    }
}
