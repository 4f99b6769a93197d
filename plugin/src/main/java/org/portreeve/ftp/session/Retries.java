package org.portreeve.ftp.session;

import java.util.Optional;
import org.portreeve.limit.RetryGuard;
import org.portreeve.limit.Setback;

/**
 * What is remembered of one session's refused uploads, which its user's other sessions share. Belongs to the session's
 * turn.
 *
 * <p>A new policy remembers nothing of what was refused under the old one, not even if a transfer that began under the old
 * one ends only now.
 */
public final class Retries {

    private final RetryGuard guard;
    private final SessionState session;

    Retries(RetryGuard guard, SessionState session) {
        this.guard = guard;
        this.session = session;
    }

    /** An upload to this path was refused after its 150. */
    public void remember(String path, Setback setback) {
        guard.remember(attempt(path), setback);
    }

    /** How far an upload to this path came when it was refused a short while ago. */
    public Optional<Setback> recall(String path) {
        return guard.recall(attempt(path));
    }

    /** It is refused again, this time before its 150. */
    public void refusedAgain(String path) {
        guard.refusedAgain(attempt(path));
    }

    /** What stood in its way is gone. */
    public void forget(String path) {
        guard.forget(attempt(path));
    }

    private RetryGuard.Attempt attempt(String path) {
        Ruling ruling = session.counsel().ruling();
        String user = session.facts().user();
        return new RetryGuard.Attempt(ruling.policy().hash() + ruling.since(), user == null ? "" : user, path);
    }
}
