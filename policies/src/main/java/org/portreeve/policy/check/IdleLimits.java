package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Limit.Count;
import org.portreeve.policy.Limit.Every;
import org.portreeve.policy.Limit.Per;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Finds limits that never refuse anything, because another one always does so before, or because they count nobody. */
final class IdleLimits {
    private final boolean noGroups;
    private final Diagnostics findings;

    /** The tightest limit of each kind; of equals the first in the file. */
    private final Map<Kind, Bound> tightest = new HashMap<>();

    /** What two limits have in common of which one is enough. */
    private record Kind(
            Count count,
            Per per,
            Optional<Every> every,
            long credit,
            Optional<Duration> ban,
            boolean disconnects,
            Matchers matchers) {

        static Kind of(Bound limit) {
            return new Kind(
                    limit.count(),
                    limit.per(),
                    limit.every(),
                    limit.credit(),
                    limit.ban(),
                    limit.disconnects(),
                    Matchers.of(limit));
        }

        /** All files of one user, or of everyone, in one sum. */
        static Kind stored(Per per, Matchers matchers) {
            return new Kind(Count.BYTES_STORED, per, Optional.empty(), 0, Optional.empty(), false, matchers);
        }
    }

    private record Matchers(
            Optional<Set<String>> users,
            Optional<Set<String>> groups,
            Optional<Origin> from,
            Optional<Set<String>> listeners,
            Optional<List<PathPattern>> paths) {

        private static final Matchers NONE =
                new Matchers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Matchers of(Bound limit) {
            return new Matchers(limit.users(), limit.groups(), limit.from(), limit.listeners(), limit.paths());
        }
    }

    /** @param noGroups whether the policy declares no group */
    IdleLimits(boolean noGroups, Diagnostics findings) {
        this.noGroups = noGroups;
        this.findings = findings;
    }

    void check(List<Bound> limits) {
        limits.forEach(limit ->
                tightest.merge(Kind.of(limit), limit, (first, next) -> next.max() < first.max() ? next : first));
        limits.forEach(this::check);
    }

    private void check(Bound limit) {
        @Nullable Bound tighter = tightest.get(Kind.of(limit));
        if (limit.per() == Per.GROUP && limit.groups().isEmpty() && noGroups) {
            warn(limit, "the policy has no groups. Declare them: groups: {partners: [acme, globex]}.");
        } else if (tighter != null && !tighter.equals(limit)) {
            warn(
                    limit,
                    quote(tighter.id()) + " counts the same and permits "
                            + (tighter.max() == limit.max() ? "no more" : "less") + ". Remove one of them.");
        } else if (limit.count() == Count.FILE_SIZE) {
            whole(limit)
                    .ifPresent(whole -> warn(
                            limit,
                            quote(whole.id()) + " permits no more for all files together than this for one. Make this"
                                    + " smaller, or remove it."));
        }
    }

    /** A limit on all files together that a single file of that size would be over. */
    private Optional<Bound> whole(Bound limit) {
        return Stream.of(Matchers.NONE, Matchers.of(limit))
                .flatMap(matchers -> Stream.of(Per.USER, Per.EVERYONE).map(per -> Kind.stored(per, matchers)))
                .flatMap(kind -> Optional.ofNullable(tightest.get(kind)).stream())
                .filter(whole -> whole.max() <= limit.max())
                .findFirst();
    }

    private void warn(Bound limit, String help) {
        findings.warning(Code.IDLE_LIMIT, limit.place().span(), "limit can never refuse", help);
    }
}
