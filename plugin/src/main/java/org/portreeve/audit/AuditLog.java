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
                    .toString();
        }
        AuditEvent.Refused e = (AuditEvent.Refused) event;
        return new JsonLine()
                .text("event", "refused")
                .text("session", e.session())
                .text("user", e.user())
                .text("address", e.address())
                .text("listener", e.listener())
                .text("control", e.control())
                .text("command", e.command())
                .text("path", e.path())
                .texts("rules", e.rules())
                .text("reply", e.symbol())
                .number("code", e.code())
                .text("detail", e.detail().isEmpty() ? null : e.detail())
                .toString();
    }
}
