package org.portreeve.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an auditor asks for. None of these holds a password or an account code. */
public sealed interface AuditEvent {

    /** The policy that answers from now on. */
    record PolicyInForce(String name, String hash) implements AuditEvent {}

    /**
     * A command, connection or transfer that was refused.
     *
     * @param session the id that FtpServer gave the session
     * @param user the name claimed or logged in; null before USER
     * @param address the client's address
     * @param listener the name of the listener
     * @param control {@code clear} or {@code tls}
     * @param command the verb
     * @param path the virtual path; null where there is none
     * @param rules ids of the rules and limits that refused, best rank first
     * @param symbol the symbolic reply
     * @param code the code that was sent
     * @param detail what happened, where the rule alone does not say it; empty if it does
     */
    record Refused(
            String session,
            @Nullable String user,
            String address,
            String listener,
            String control,
            String command,
            @Nullable String path,
            List<String> rules,
            String symbol,
            int code,
            String detail)
            implements AuditEvent {

        public Refused {
            rules = List.copyOf(rules);
        }
    }
}
