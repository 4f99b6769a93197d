package org.portreeve.ftp.session;

import java.util.Optional;
import org.portreeve.limit.RetryGuard;
import org.portreeve.limit.Setback;
import org.portreeve.limit.Strikes;

/**
 * What is remembered of one session's failures, which its user's other sessions share: clients try again what they take
 * for a passing trouble. Belongs to the session's turn.
 *
 * <p>A new policy remembers nothing of what was refused under the old one, not even if a transfer that began under the old
 * one ends only now.
 */
public final class Retries {

    private final RetryGuard guard;
    private final Strikes wrongAccounts;
    private final Strikes failedProtections;
    private final SessionState session;

    Retries(Enforcement enforcement, SessionState session) {
        this.guard = enforcement.retries();
        this.wrongAccounts = enforcement.wrongAccounts();
        this.failedProtections = enforcement.failedProtections();
        this.session = session;
    }

    // ---- uploads over a limit

    /** An upload to this path was refused after its 150. */
    public void remember(String path, Setback setback) {
        guard.remember(attempt(path), setback);
    }

    /** How far an upload to this path came when it was refused a short while ago, and how often that was. */
    public Optional<RetryGuard.Memory> recall(String path) {
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
        return new RetryGuard.Attempt(edition(), user(), path);
    }

    private String edition() {
        Ruling ruling = session.counsel().ruling();
        return ruling.policy().hash() + ruling.since();
    }

    private String user() {
        String user = session.facts().user();
        return user == null ? "" : user;
    }

    // ---- data connections that were not protected as they should have been

    /** The data connection of an upload to this path was no good. */
    public void protectionFailed(String path) {
        failedProtections.add(new Strikes.Failure(editionAndUser(), path));
    }

    /** A data connection was as it should be, so that the client can do it. */
    public void protectionHeld() {
        failedProtections.clear(editionAndUser());
    }

    /** Whether uploads to this path have failed by it again and again. */
    public boolean failsProtection(String path) {
        return failedProtections.areTooMany(new Strikes.Failure(editionAndUser(), path));
    }

    private Strikes.Owner editionAndUser() {
        return new Strikes.Owner(edition(), user());
    }

    // ---- account codes

    /** The client gave this user a wrong account code. */
    public void accountWrong(String user) {
        wrongAccounts.add(new Strikes.Failure(userAndAddress(user), ""));
    }

    /** The client gave the right one. */
    public void accountRight(String user) {
        wrongAccounts.clear(userAndAddress(user));
    }

    /** Whether this client gave this user wrong account codes again and again. */
    public boolean hasWrongAccounts(String user) {
        return wrongAccounts.areTooMany(new Strikes.Failure(userAndAddress(user), ""));
    }

    private Strikes.Owner userAndAddress(String user) {
        return new Strikes.Owner(user, session.address().getHostAddress());
    }
}
