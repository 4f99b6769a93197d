package org.portreeve.ftp.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.AuditEvent;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.session.Enforcement;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.quota.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files in force while the server runs. A file that cannot be used changes nothing but the log, the status and the
 * audit; one that can is swapped in whole, and each session falls under it with its next command.
 */
public final class Reloader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private static final int PATIENCE_SECONDS = 5;

    private final PolicyFiles files;
    private final Enforcement enforcement;
    private final StorageLimits limits;
    private final StateDirectory state;
    private final IntSupplier sessions;
    private final Optional<Watched> certificates;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "portreeve-reload");
        daemon.setDaemon(true);
        return daemon;
    });

    private Fingerprint loaded;
    private Fingerprint seen;
    private Outcome last;
    private List<Path> faulty = List.of();
    private boolean kept = true;

    /**
     * Takes the files over as they were at the start.
     *
     * @param certificates read again with them, if there are any
     * @param start how the ruling that is in force came about
     */
    public Reloader(
            PolicyFiles files,
            Enforcement enforcement,
            StorageLimits limits,
            StateDirectory state,
            IntSupplier sessions,
            Optional<Watched> certificates,
            Outcome start) {
        this.files = files;
        this.enforcement = enforcement;
        this.limits = limits;
        this.state = state;
        this.sessions = sessions;
        this.certificates = certificates;
        this.last = start;
        this.loaded = look();
        this.seen = loaded;
    }

    /** Begins to watch. */
    public void watch(Duration period) {
        if (last.kind() != Outcome.Kind.LAST_GOOD) {
            keep(enforcement.ruling());
        }
        state.publish(last);
        long millis = period.toMillis();
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A change is read when it has stood still for one period, so that nobody's half-written file is. */
    private void tick() {
        try {
            state.answerRequests(
                    this::reloadAll, this::last, enforcement.clock().instant());
            if (hasSettled()) {
                reload();
            }
            keepWhatIsNotKept();
            certificates.ifPresent(Watched::look);
        } catch (RuntimeException | Error e) { // a schedule ends with the first exception
            LOG.error("watching the policy failed; the policy in force stays", e);
        }
    }

    private void keep(Ruling ruling) {
        kept = state.keep(files, ruling);
    }

    /** Tries again, until it works or something else is in force. */
    private synchronized void keepWhatIsNotKept() {
        if (!kept) {
            keep(enforcement.ruling());
        }
    }

    private synchronized boolean hasSettled() {
        Fingerprint now = look();
        boolean settled = !now.equals(loaded) && now.equals(seen);
        seen = now;
        return settled;
    }

    private Fingerprint look() {
        List<Path> all = new ArrayList<>(files.watched(enforcement.ruling()));
        all.addAll(faulty);
        return Fingerprint.of(all);
    }

    /** Reads all files now, whether they changed or not. */
    public Outcome reloadAll() {
        certificates.ifPresent(Watched::reload);
        return reload();
    }

    private synchronized Outcome reload() {
        Instant now = enforcement.clock().instant();
        Ruling old = enforcement.ruling();
        Fingerprint before = look();
        Outcome outcome;
        try {
            PolicyFiles.Read read = files.read(now);
            faulty = read.candidateFiles();
            outcome = enact(old, read, now);
        } catch (InvalidPolicyException e) {
            faulty = e.files();
            outcome = refuse(old, String.valueOf(e.getMessage()), now);
        } catch (LedgerException e) {
            faulty = List.of();
            outcome = refuse(old, "its limits need the quota ledger: " + e.getMessage(), now);
        } catch (RuntimeException | Error e) {
            LOG.error("reading the policy failed", e);
            outcome = refuse(old, "reading failed: " + e, now);
        }
        loaded = look().asOf(before);
        seen = loaded;
        last = outcome;
        state.publish(outcome);
        return outcome;
    }

    private Outcome enact(Ruling old, PolicyFiles.Read read, Instant now) throws LedgerException {
        Ruling next = read.ruling();
        String problem = "";
        if (!read.candidateProblem().isEmpty()) {
            problem = "the candidate cannot be used, and is not asked:\n" + read.candidateProblem();
            lines(problem);
        }
        boolean same = isSame(old.policy(), next.policy())
                && old.policy().files().equals(next.policy().files())
                && old.vocabulary().equals(next.vocabulary());
        if (!same) {
            next.policy().warnings().forEach(warning -> LOG.warn("{}", warning));
            limits.open(next.policy());
            limits.prepare(next.policy());
            enforcement.enact(next);
            audit(next, "reload");
            LOG.info("policy in force: {}, instead of {}", next.describe(), old.describe());
            keep(next);
            return new Outcome(Outcome.Kind.TAKEN, now, next.describe(), problem);
        }
        if (!isSame(old.candidate(), next.candidate())) {
            Policy candidate = next.candidate();
            enforcement.enact(old.withCandidate(candidate));
            LOG.info(
                    "candidate: {}; the policy in force stays as it is",
                    candidate == null ? "none" : candidate.name() + " (" + candidate.hash() + ")");
        }
        if (!last.isGood()) {
            audit(old, "mended");
            LOG.info("the policy file can be used again: {} is in force, as before", old.describe());
        }
        return new Outcome(Outcome.Kind.UNCHANGED, now, old.describe(), problem);
    }

    private void audit(Ruling ruling, String cause) {
        enforcement
                .audit()
                .write(new AuditEvent.PolicyInForce(
                        ruling.policy().name(), ruling.policy().hash(), cause));
    }

    /** One by one: a log may put the lines of one message behind each other. */
    private static void lines(String findings) {
        findings.lines().forEach(line -> LOG.error("{}", line));
    }

    private static boolean isSame(@Nullable Policy one, @Nullable Policy other) {
        return one == null ? other == null : other != null && one.hash().equals(other.hash());
    }

    private Outcome refuse(Ruling old, String findings, Instant now) {
        LOG.error("the policy is NOT taken:");
        lines(findings);
        LOG.error(
                "policy {} of {} stays in force; {} sessions untouched",
                old.describe(),
                old.since(),
                sessions.getAsInt());
        String first = findings.lines().findFirst().orElse("");
        enforcement
                .audit()
                .write(new AuditEvent.PolicyRefused(
                        files.policy().toString(), first, old.policy().hash()));
        return new Outcome(Outcome.Kind.REFUSED, now, old.describe(), findings);
    }

    /** What came of the last attempt. */
    public synchronized Outcome last() {
        return last;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the watch over the policy does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
