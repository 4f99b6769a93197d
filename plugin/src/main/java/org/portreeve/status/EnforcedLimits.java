package org.portreeve.status;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;

/** Which limits of the language this version of the server keeps. */
public final class EnforcedLimits {
    private static final Set<Limit.Count> COUNTED =
            EnumSet.of(Limit.Count.BYTES_STORED, Limit.Count.FILES_STORED, Limit.Count.FILE_SIZE);

    private EnforcedLimits() {}

    public static boolean contain(Limit limit) {
        return COUNTED.contains(limit.count()) && limit.per() == Limit.Per.USER;
    }

    /** The limits that would be enforced and cannot be; a server does not take such a policy. */
    public static List<? extends Limit> missing(Policy policy) {
        return policy.limits().stream()
                .filter(limit -> !limit.isObserved() && !contain(limit))
                .toList();
    }

    /** For people; empty if nothing is missing. */
    public static String complaint(Policy policy) {
        List<String> missing = missing(policy).stream()
                .map(limit -> "limit `%s` (count: %s, per: %s)"
                        .formatted(
                                limit.id(), limit.count().symbol(), limit.per().symbol()))
                .toList();
        return missing.isEmpty()
                ? ""
                : "cannot be enforced by this version: " + String.join(", ", missing)
                        + "\n  It enforces bytes-stored, files-stored and file-size per user. Remove the others, or"
                        + " put `mode: observe` on them: then they are left out without a word to clients.";
    }
}
