package org.portreeve.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event as one line of JSON to the SLF4J logger {@value #LOGGER}. Safe for any number of threads. */
public final class AuditLog {

    /** The logger's name, to be routed by the server's logging configuration. */
    public static final String LOGGER = "org.portreeve.audit";

    private final Logger log = LoggerFactory.getLogger(LOGGER);

    public void write(AuditEvent event) {
        log.info("{}", line(event));
    }

    static String line(AuditEvent event) {
        if (event instanceof AuditEvent.PolicyInForce e) {
            return new JsonLine()
                    .text("event", "policy-in-force")
                    .text("name", e.name())
                    .text("hash", e.hash())
                    .text("cause", e.cause())
                    .toString();
        }
        if (event instanceof AuditEvent.PolicyRefused e) {
            return new JsonLine()
                    .text("event", "policy-refused")
                    .text("file", e.file())
                    .text("why", e.why())
                    .text("stays", e.hash())
                    .toString();
        }
        if (event instanceof AuditEvent.WouldRefuse e) {
            return origin("would-refuse", e.origin()).texts("rules", e.rules()).toString();
        }
        if (event instanceof AuditEvent.LimitNotKept e) {
            return new JsonLine()
                    .text("event", "limit-not-kept")
                    .text("limit", e.limit())
                    .text("why", e.why())
                    .toString();
        }
        if (event instanceof AuditEvent.QuotaWarning e) {
            return origin("quota-warning", e.origin())
                    .text("limit", e.nearly().limit())
                    .text("owner", e.nearly().owner())
                    .number("used", e.nearly().used())
                    .number("max", e.nearly().max())
                    .number("share", e.nearly().share())
                    .toString();
        }
        if (event instanceof AuditEvent.QuotaCorrected e) {
            return new JsonLine()
                    .text("event", "quota-corrected")
                    .text("limit", e.limit())
                    .text("owner", e.owner())
                    .number("before", e.before())
                    .number("now", e.now())
                    .toString();
        }
        if (event instanceof AuditEvent.CandidateDiffers e) {
            return origin("candidate-differs", e.origin())
                    .text("kind", e.kind())
                    .text("live", e.live())
                    .texts("rules", e.liveRules())
                    .text("candidate", e.candidate())
                    .texts("candidate-rules", e.candidateRules())
                    .toString();
        }
        if (event instanceof AuditEvent.Done e) {
            return origin("done", e.origin())
                    .text("from", e.from())
                    .number("code", e.code())
                    .json("bytes", e.bytes() == 0 ? null : String.valueOf(e.bytes()))
                    .toString();
        }
        if (event instanceof AuditEvent.Failed e) {
            return origin("failed", e.origin())
                    .number("code", e.code())
                    .number("bytes", e.bytes())
                    .toString();
        }
        AuditEvent.Refused e = (AuditEvent.Refused) event;
        return origin("refused", e.origin())
                .texts("rules", e.rules())
                .text("reply", e.symbol())
                .number("code", e.code())
                .text("detail", e.detail().isEmpty() ? null : e.detail())
                .json("retry", e.retry() ? "true" : null)
                .toString();
    }

    private static JsonLine origin(String event, AuditEvent.Origin origin) {
        return new JsonLine()
                .text("event", event)
                .text("session", origin.session())
                .text("user", origin.user())
                .text("address", origin.address())
                .text("listener", origin.listener())
                .text("control", origin.control())
                .text("command", origin.command())
                .text("path", origin.path());
    }
}
