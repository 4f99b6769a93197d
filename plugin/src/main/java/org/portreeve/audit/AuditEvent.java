package org.portreeve.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an auditor asks for. None of these holds a password or an account code. */
public sealed interface AuditEvent {

    /**
     * Whose doing an event is about.
     *
     * @param session the id that FtpServer gave the session
     * @param user the name claimed or logged in; null before USER
     * @param address the client's address
     * @param listener the name of the listener
     * @param control {@code clear} or {@code tls}
     * @param command the verb
     * @param path the virtual path; null where there is none
     */
    record Origin(
            String session,
            @Nullable String user,
            String address,
            String listener,
            String control,
            String command,
            @Nullable String path) {}

    /**
     * The policy that answers from now on.
     *
     * @param cause {@code start}, {@code reload}, {@code mended} where a faulty file says again what is in force, or
     *     {@code last-good} where the file itself could not be used
     */
    record PolicyInForce(String name, String hash, String cause) implements AuditEvent {}

    /**
     * A policy that was to be loaded and cannot be used; the one in force stays.
     *
     * @param file which was read
     * @param why the first finding
     * @param hash of the policy that stays in force
     */
    record PolicyRefused(String file, String why, String hash) implements AuditEvent {}

    /**
     * A command, connection or transfer that was refused.
     *
     * @param rules ids of the rules and limits that refused, best rank first
     * @param symbol the symbolic reply
     * @param code the code that was sent
     * @param detail what happened, where the rule alone does not say it; empty if it does
     * @param retry whether the same was refused in mid-transfer a short while ago, and therefore before its 150 now
     */
    record Refused(Origin origin, List<String> rules, String symbol, int code, String detail, boolean retry)
            implements AuditEvent {

        public Refused {
            rules = List.copyOf(rules);
        }
    }

    /**
     * What rules or limits in {@code mode: observe} would have refused.
     *
     * @param rules their ids
     */
    record WouldRefuse(Origin origin, List<String> rules) implements AuditEvent {

        public WouldRefuse {
            rules = List.copyOf(rules);
        }
    }

    /**
     * The quota ledger cannot be asked, and transfers go on without: at most once a minute for each limit.
     *
     * @param limit that is not kept
     * @param why what the ledger said
     */
    record LimitNotKept(String limit, String why) implements AuditEvent {}

    /** A limit has come to a share of it that the policy wants to be told of. */
    record QuotaWarning(Origin origin, Nearly nearly) implements AuditEvent {}

    /**
     * A book about what is stored that said something else than the disk, and was corrected.
     *
     * @param owner as in the ledger
     * @param before what it said
     * @param now what is on disk
     */
    record QuotaCorrected(String limit, String owner, long before, long now) implements AuditEvent {}

    /**
     * The first time that a candidate answers differently in one way.
     *
     * @param kind {@code would-refuse}, {@code would-allow} or {@code other-reply}
     * @param live {@code allow} or the symbolic reply, with the rules behind it
     * @param candidate the same of the candidate
     */
    record CandidateDiffers(
            Origin origin,
            String kind,
            String live,
            List<String> liveRules,
            String candidate,
            List<String> candidateRules)
            implements AuditEvent {

        public CandidateDiffers {
            liveRules = List.copyOf(liveRules);
            candidateRules = List.copyOf(candidateRules);
        }
    }

    /**
     * What was done for a client: a login, a transfer, a change of files.
     *
     * @param code the code that was sent
     * @param from the old virtual path of what was renamed; null for anything else
     * @param bytes how many came or went over the data connection; 0 without one
     */
    record Done(Origin origin, int code, @Nullable String from, long bytes) implements AuditEvent {}

    /**
     * A transfer that came to nothing, or not to all, though nothing refused it.
     *
     * @param code the code that was sent, or would have been if the client had waited for it
     * @param bytes how many had come or gone
     */
    record Failed(Origin origin, int code, long bytes) implements AuditEvent {}
}
