package org.portreeve.policy.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Limit;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.SymbolicReply;

/** One limit; see {@link Limit} for what its parts mean. A matcher that was not written is empty. */
public record Bound(
        String id,
        Place place,
        boolean observed,
        Limit.Count count,
        Limit.Per per,
        long max,
        long credit,
        Optional<Limit.Every> every,
        List<Integer> warnings,
        Optional<Duration> ban,
        boolean disconnects,
        SymbolicReply reply,
        Optional<Set<String>> users,
        Optional<Set<String>> groups,
        Optional<Origin> from,
        Optional<Set<String>> listeners,
        Optional<List<PathPattern>> paths) {
    public Bound {
        warnings = List.copyOf(warnings);
        users = users.map(Set::copyOf);
        groups = groups.map(Set::copyOf);
        listeners = listeners.map(Set::copyOf);
        paths = paths.map(List::copyOf);
    }
}
