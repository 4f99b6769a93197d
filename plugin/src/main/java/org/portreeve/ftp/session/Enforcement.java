package org.portreeve.ftp.session;

import java.time.Duration;
import java.time.InstantSource;
import org.portreeve.audit.AuditLog;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.limit.RetryGuard;
import org.portreeve.limit.Strikes;
import org.portreeve.status.Differences;
import org.portreeve.status.Tally;

/** What all sessions share: what holds at this moment, the clock, and the books where refusals are written. */
public final class Enforcement {

    private static final int MOST_WRONG_ACCOUNTS = 3;
    private static final int MOST_FAILED_PROTECTIONS = 2;
    private static final Duration ACCOUNT_MEMORY = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final AuditLog audit = new AuditLog();
    private final Tally refused = new Tally();
    private final Tally observed = new Tally();
    private final Tally warned = new Tally();
    private final Tally deviations = new Tally();
    private final Conformance conformance;
    private final Differences differences = new Differences();
    private final RetryGuard retries;
    private final Strikes wrongAccounts;
    private final Strikes failedProtections;
    private volatile Ruling ruling;

    public Enforcement(Ruling ruling, InstantSource clock, Conformance conformance) {
        this.ruling = ruling;
        this.clock = clock;
        this.conformance = conformance;
        this.retries = new RetryGuard(clock);
        this.wrongAccounts = new Strikes(clock, MOST_WRONG_ACCOUNTS, ACCOUNT_MEMORY, PAUSE);
        this.failedProtections = new Strikes(clock, MOST_FAILED_PROTECTIONS, PAUSE, PAUSE);
    }

    /** What holds now. A command keeps to the ruling that it began under. */
    public Ruling ruling() {
        return ruling;
    }

    /** Puts another policy in charge, from each session's next command on. Counts of the candidate begin anew with it. */
    public void enact(Ruling next) {
        boolean sameCandidate = ruling.candidate() == null
                ? next.candidate() == null
                : next.candidate() != null
                        && ruling.candidate().hash().equals(next.candidate().hash())
                        && ruling.policy().hash().equals(next.policy().hash());
        ruling = next;
        if (!sameCandidate) {
            differences.clear();
        }
    }

    public InstantSource clock() {
        return clock;
    }

    public AuditLog audit() {
        return audit;
    }

    /** Refusals by rule. */
    public Tally refused() {
        return refused;
    }

    /** What rules and limits in {@code mode: observe} would have refused. */
    public Tally observed() {
        return observed;
    }

    /** Limits that have come near what they permit. */
    public Tally warned() {
        return warned;
    }

    /** What becomes of replies that no RFC gives to the command. */
    public Conformance conformance() {
        return conformance;
    }

    /** Replies of the server that no RFC gives to the command, repaired or not. */
    public Tally deviations() {
        return deviations;
    }

    /** Uploads that were refused in mid-transfer a short while ago. */
    RetryGuard retries() {
        return retries;
    }

    /** Account codes that were wrong, by user and the client's address. */
    Strikes wrongAccounts() {
        return wrongAccounts;
    }

    /** Uploads whose data connection was not protected as it should have been, by policy, user and path. */
    Strikes failedProtections() {
        return failedProtections;
    }

    /** Where the candidate differs from the policy in force. */
    public Differences differences() {
        return differences;
    }
}
