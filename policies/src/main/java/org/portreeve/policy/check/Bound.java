package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Limit;
import org.portreeve.reply.SymbolicReply;

/** One limit. A matcher that was not written is empty. */
public record Bound(
        String id,
        Limit.Count count,
        long max,
        SymbolicReply reply,
        Optional<Set<String>> users,
        Optional<Set<String>> members,
        Optional<List<PathPattern>> paths) {
    public Bound {
        users = users.map(Set::copyOf);
        members = members.map(Set::copyOf);
        paths = paths.map(List::copyOf);
    }
}
