package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;

/**
 * A question as the {@link Reference} sees it. What is null is not there, unless it is {@link #open}: then it is there or
 * not, and nobody knows.
 *
 * @param operation null for housekeeping, which is no operation
 * @param verb null if any verb may come
 * @param size negative if nobody said one
 * @param open what is not known
 */
record Asked(
        Session session,
        Channel control,
        @Nullable Operation operation,
        @Nullable String verb,
        @Nullable String path,
        long size,
        Instant at,
        Set<Fact> open) {

    /** What may be unknown. */
    enum Fact {
        USER,
        ACCOUNT,
        CERTIFICATE,
        VERB,
        PATH,
        SIZE,
        TIME
    }

    Asked {
        open = Set.copyOf(open);
    }

    /** A request as it comes. A path that ought to be there and is not absolute counts as not known. */
    static Asked of(Request request) {
        Session session = request.session();
        Operation operation = request.operation();
        Set<Fact> open = openCertificate(session, session.control());
        if (session.user() == null && operation != Operation.CONNECT) {
            open.add(Fact.USER);
        }
        boolean pathless = operation == Operation.CONNECT
                || operation == Operation.LOGIN
                || (operation == Operation.SITE && request.path() == null);
        String path = request.path();
        if (!pathless && (path == null || !isAbsolute(path))) {
            open.add(Fact.PATH);
        }
        return new Asked(
                session,
                session.control(),
                operation,
                request.verb(),
                pathless || open.contains(Fact.PATH) ? null : path,
                request.size(),
                request.at(),
                open);
    }

    /** Housekeeping. Whoever has not said a user name has none. */
    static Asked housekeeping(Session session, String verb, Instant at) {
        Set<Fact> open = openCertificate(session, session.control());
        return new Asked(session, session.control(), null, verb, null, Request.UNKNOWN_SIZE, at, open);
    }

    /** Any login, at any time, over an unprotected control connection. */
    static Asked clearLogin(Session session) {
        Set<Fact> open = EnumSet.of(Fact.TIME);
        openNames(session, open);
        return new Asked(
                session, Channel.CLEAR, Operation.LOGIN, "USER", null, Request.UNKNOWN_SIZE, Instant.EPOCH, open);
    }

    /** Any use of a data connection for this operation, wherever and whenever. */
    static Asked anywhere(Session session, Operation operation) {
        Set<Fact> open = openCertificate(session, session.control());
        open.addAll(EnumSet.of(Fact.VERB, Fact.PATH, Fact.SIZE, Fact.TIME));
        openNames(session, open);
        return new Asked(session, session.control(), operation, null, null, Request.UNKNOWN_SIZE, Instant.EPOCH, open);
    }

    boolean isOpen(Fact fact) {
        return open.contains(fact);
    }

    /** The client's valid certificate, if it is known to have one. Nobody shows one in the clear. */
    @Nullable
    ClientCertificate certificate() {
        return control == Channel.CLEAR || session.handshake() == null
                ? null
                : session.handshake().certificate();
    }

    private static void openNames(Session session, Set<Fact> open) {
        if (session.user() == null) {
            open.add(Fact.USER);
        }
        if (session.account() == null) {
            open.add(Fact.ACCOUNT);
        }
    }

    private static Set<Fact> openCertificate(Session session, Channel control) {
        return control == Channel.PROTECTED && session.handshake() == null
                ? EnumSet.of(Fact.CERTIFICATE)
                : EnumSet.noneOf(Fact.class);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/")
                && !path.contains("/../")
                && !path.contains("/./")
                && !path.endsWith("/..")
                && !path.endsWith("/.");
    }
}
