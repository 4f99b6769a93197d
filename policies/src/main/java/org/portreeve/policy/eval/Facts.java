package org.portreeve.policy.eval;

import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;

/**
 * What is known when rules are asked.
 *
 * @param operation null for housekeeping, which is no operation
 * @param verb null if any verb may come
 * @param path null if it is not known, or if there is none
 * @param knowsUser whether a null user means that there is none
 * @param knowsPath whether a null path means that there is none
 * @param knowsAccount whether a null account means that none was given
 */
record Facts(
        Session session,
        Address address,
        Channel control,
        @Nullable Operation operation,
        @Nullable String verb,
        @Nullable String path,
        boolean knowsUser,
        boolean knowsPath,
        boolean knowsAccount) {

    /** A request as it comes. A path that ought to be there and is not absolute counts as not known. */
    static Facts of(Request request) {
        Operation operation = request.operation();
        String path = request.path();
        boolean absolute = path != null && isAbsolute(path);
        boolean pathless = operation == Operation.CONNECT
                || operation == Operation.LOGIN
                || (operation == Operation.SITE && path == null);
        return new Facts(
                request.session(),
                Address.of(request.session().address()),
                request.session().control(),
                operation,
                request.verb(),
                absolute && !pathless ? path : null,
                operation == Operation.CONNECT,
                absolute || pathless,
                true);
    }

    static Facts housekeeping(Session session, String verb) {
        Address address = Address.of(session.address());
        return new Facts(session, address, session.control(), null, verb, null, true, true, true);
    }

    /** Any login over an unprotected control connection. */
    static Facts clearLogin(Session session) {
        Address address = Address.of(session.address());
        return new Facts(
                session, address, Channel.CLEAR, Operation.LOGIN, "USER", null, false, true, session.account() != null);
    }

    /** Any use of a data connection for this operation, wherever. */
    static Facts anywhere(Session session, Operation operation) {
        Address address = Address.of(session.address());
        return new Facts(
                session, address, session.control(), operation, null, null, false, false, session.account() != null);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/")
                && !path.contains("/../")
                && !path.contains("/./")
                && !path.endsWith("/..")
                && !path.endsWith("/.");
    }
}
