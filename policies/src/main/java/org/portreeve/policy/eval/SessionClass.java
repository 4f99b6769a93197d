package org.portreeve.policy.eval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CertificatePattern;
import org.portreeve.policy.check.Origin;

/** The part of a box that a session answers once and for all. Many rules share one. */
record SessionClass(
        Optional<Set<String>> users,
        Optional<Set<String>> groups,
        Optional<Origin> from,
        Optional<Set<String>> listeners,
        Optional<Set<Channel>> control,
        Optional<Set<String>> accounts,
        Optional<List<CertificatePattern>> certificates) {

    static SessionClass of(Box box) {
        return new SessionClass(
                box.users(),
                box.groups(),
                box.from(),
                box.listeners(),
                box.control(),
                box.accounts(),
                box.certificates());
    }

    /** {@code groupsOfUser} and {@code sources} are what was looked up for this session. */
    boolean holds(Session session, Set<String> groupsOfUser, Set<Object> sources) {
        return isIn(users, session.user())
                && (groups.isEmpty() || groupsOfUser.stream().anyMatch(groups.get()::contains))
                && (from.isEmpty() || comesFrom(from.get(), sources))
                && (listeners.isEmpty() || listeners.get().contains(session.listener()))
                && (control.isEmpty() || control.get().contains(session.control()))
                && isIn(accounts, session.account())
                && (certificates.isEmpty() || shows(certificates.get(), certificate(session)));
    }

    private static boolean isIn(Optional<Set<String>> any, @Nullable String name) {
        return any.isEmpty() || (name != null && any.get().contains(name));
    }

    /** An address lies in few networks, a rule may name thousands. */
    private static boolean comesFrom(Origin origin, Set<Object> sources) {
        return sources.stream()
                .anyMatch(source ->
                        origin.names().contains(source) || origin.networks().contains(source));
    }

    private static boolean shows(List<CertificatePattern> any, @Nullable ClientCertificate certificate) {
        return certificate != null && any.stream().anyMatch(pattern -> fits(pattern, certificate));
    }

    private static boolean fits(CertificatePattern pattern, ClientCertificate certificate) {
        return switch (pattern.field()) {
            case ANY -> true;
            case SUBJECT -> fits(pattern.glob(), certificate.subject());
            case ISSUER -> fits(pattern.glob(), certificate.issuer());
        };
    }

    private static boolean fits(String glob, @Nullable String name) {
        return name != null && SegmentGlob.ofText(glob).matches(name);
    }

    /** Nobody shows a certificate in the clear. */
    static @Nullable ClientCertificate certificate(Session session) {
        return session.control() == Channel.CLEAR || session.handshake() == null
                ? null
                : session.handshake().certificate();
    }
}
