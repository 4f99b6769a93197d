package org.portreeve.ftp.session;

import java.time.Instant;
import java.util.List;
import org.portreeve.audit.AuditLog;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/**
 * What all sessions share: the policy in force, the words for it, and the book where refusals are written.
 *
 * @param policy the policy in force
 * @param vocabulary the replies in force
 * @param audit where refusals go
 */
public record Enforcement(Policy policy, Vocabulary vocabulary, AuditLog audit) {

    private static final String NO_RULE = "data-protection";

    /** The ids of the rules that forbid this session an unprotected data connection, for the audit log. */
    public List<String> rulesAgainstClearData(Session session) {
        Session clear = new Session(
                session.user(),
                session.address(),
                session.listener(),
                session.control(),
                Channel.CLEAR,
                session.account(),
                session.handshake());
        for (String verb : List.of("LIST", "RETR", "STOR")) {
            Operation operation = switch (verb) {
                case "LIST" -> Operation.LIST;
                case "RETR" -> Operation.READ;
                default -> Operation.WRITE_CREATE;
            };
            Decision decision =
                    policy.decide(new Request(clear, operation, verb, "/", Request.UNKNOWN_SIZE, Instant.now()));
            if (decision.refusal()
                    .filter(SymbolicReply.DATA_PROTECTION_REQUIRED::equals)
                    .isPresent()) {
                return decision.rules();
            }
        }
        return List.of(NO_RULE);
    }
}
