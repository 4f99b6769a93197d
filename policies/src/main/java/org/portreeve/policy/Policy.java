package org.portreeve.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A policy that was read, checked and compiled. Immutable, and safe for use by any number of threads. */
public interface Policy {

    /** The policy's {@code name:}. */
    String name();

    /**
     * The first 12 hexadecimal digits of the SHA-256 of the file; where it includes others, of the SHA-256s of all of
     * them in the order of {@link #files}.
     */
    String hash();

    /** The files that it was read from, the one that includes the others first. */
    List<Path> files();

    /** Findings that did not keep the file from being used, each rendered and ready to print. */
    List<String> warnings();

    /** The policy's {@code timezone:}. */
    ZoneId zone();

    /** Folds in what is fixed for a session, so that each of its commands costs little. Stays true for these facts. */
    StagedPolicy stage(Session session);

    /** Decides one request. Never throws on account of the request, never returns null. */
    default Decision decide(Request request) {
        return stage(request.session())
                .decide(request.operation(), request.verb(), request.path(), request.size(), request.at());
    }

    /** Decides one request and says why. Slow, for people: asks each rule in turn. */
    Explanation explain(Request request);

    /** Decides a housekeeping verb as {@link StagedPolicy#decideCommand} does, and says why. */
    Explanation explainCommand(Session session, String verb, Instant at);

    /**
     * Whether every login over this control connection, as it is protected now, is refused for want of TLS, whoever
     * logs in (or, if the session's user is known, that user) and whenever: rules that hold only at times do not count.
     */
    boolean refusesControl(Session session);

    /**
     * Whether every transfer and listing that this session could do would be refused at an unprotected data
     * connection, so that asking for one (PROT C) is to be denied. The session's own {@code data} level is ignored; rules that hold only at times do not count.
     */
    boolean refusesClearData(Session session);

    /**
     * What rules that hold for a request want of its data connection, once that is protected. Fulfilling it is left to
     * whoever has the connection; {@link #decide} does not look at it.
     */
    List<DataDemand> dataDemands(Request request);

    /** Whether this account code belongs to the user; without an {@code accounts:} section any non-empty code does. */
    boolean acceptsAccount(String user, String code);

    /** All limits of the policy in the order of the file. */
    List<? extends Limit> limits();

    /** Whether the policy has neither rule nor limit and allows by default, so that nothing has to be asked. */
    boolean allowsEverything();

    /** Whether any rule looks at how the control or the data connection is protected. */
    boolean asksForProtection();

    /** Whether any rule looks at account codes, so that ACCT means something. */
    boolean asksForAccounts();

    /** Whether any rule looks at sizes, so that it is worth finding them out. */
    boolean asksForSizes();

    /** Whether clients are told the rule or limit behind a refusal ({@code show-rule: true}). */
    boolean showsRule();

    /** Whether the whole file is in {@code mode: observe}: nothing is refused, only said. */
    boolean isObserved();
}
