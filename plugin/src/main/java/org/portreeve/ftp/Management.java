package org.portreeve.ftp;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.reload.Outcome;
import org.portreeve.ftp.reload.Reloader;
import org.portreeve.ftp.reload.Status;
import org.portreeve.ftp.session.Enforcement;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.status.PolicyMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy in force, for JMX. */
final class Management implements PolicyMXBean {

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final Enforcement enforcement;
    private final Reloader reloader;
    private final Status status;
    private final IntSupplier sessions;
    private final QuotaManagement quota;

    Management(Enforcement enforcement, Reloader reloader, Status status, IntSupplier sessions, QuotaManagement quota) {
        this.quota = quota;
        this.enforcement = enforcement;
        this.reloader = reloader;
        this.status = status;
        this.sessions = sessions;
    }

    /** Shows it; whoever cannot be shown is missing, and the server serves on. */
    Optional<ObjectName> register(String file) {
        try {
            ObjectName name = new ObjectName("org.portreeve:type=Policy,file=" + ObjectName.quote(file));
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
            return Optional.of(name);
        } catch (JMException | RuntimeException e) {
            LOG.warn("the policy is not shown by JMX: {}", e.toString());
            return Optional.empty();
        }
    }

    static void unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.debug("was not registered", e);
        }
    }

    private Ruling ruling() {
        return enforcement.ruling();
    }

    @Override
    public String getName() {
        return ruling().policy().name();
    }

    @Override
    public String getHash() {
        return ruling().policy().hash();
    }

    @Override
    public String getSince() {
        return ruling().since().toString();
    }

    @Override
    public boolean isObserved() {
        return ruling().policy().isObserved();
    }

    @Override
    public String getLastLoad() {
        return reloader.last().kind().symbol();
    }

    @Override
    public String getLastLoadDetail() {
        return reloader.last().detail();
    }

    @Override
    public int getSessions() {
        return sessions.getAsInt();
    }

    @Override
    public Map<String, Long> getRefused() {
        return enforcement.refused().counts();
    }

    @Override
    public Map<String, Long> getWouldRefuse() {
        return enforcement.observed().counts();
    }

    @Override
    public Map<String, Long> getWarned() {
        return enforcement.warned().counts();
    }

    @Override
    public List<String> getCandidateDifferences() {
        return enforcement.differences().all().stream()
                .map(each -> each.kind() + " " + each.rule() + " " + each.count() + ": " + each.example())
                .toList();
    }

    @Override
    public String getStatus() {
        return status.json(reloader.last());
    }

    @Override
    public List<String> quotaShow(@Nullable String limit, @Nullable String owner) {
        return quota.show(Objects.requireNonNullElse(limit, ""), Objects.requireNonNullElse(owner, ""));
    }

    @Override
    public List<String> quotaTop(int most) {
        return quota.top(most);
    }

    @Override
    public List<String> quotaSet(String limit, String owner, long amount) {
        return quota.set(limit, owner, amount);
    }

    @Override
    public List<String> quotaReset(String limit, String owner) {
        return quota.reset(limit, owner);
    }

    @Override
    public String quotaScan(String user) {
        return quota.scan(user);
    }

    @Override
    public String quotaScanned() {
        return quota.scanned();
    }

    @Override
    public String reload() {
        return describe(reloader.reloadAll());
    }

    /** In words: what came of it, what holds, and the findings. */
    static String describe(Outcome outcome) {
        return outcome.kind().symbol() + ": " + outcome.policy()
                + (outcome.detail().isEmpty() ? "" : "\n" + outcome.detail());
    }
}
