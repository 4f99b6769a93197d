package org.portreeve.ftp.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.DataDemand;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Session;
import org.portreeve.reply.SymbolicReply;

/**
 * Holds the TLS of a data connection against what the policy wants, and against the control connection. Belongs to the
 * session's turn.
 */
public final class DataCounsel {

    private final SessionState session;
    private final @Nullable SSLSession control;

    public DataCounsel(SessionState session) {
        this.session = session;
        this.control = session.controlTls();
    }

    /** What the client hears when a protected data connection is none; {@code why} is for the audit log. */
    public static Refusal protectionFailed(SessionState session, String why) {
        return new Refusal(
                SymbolicReply.DATA_PROTECTION_FAILED, session.counsel().rulesAgainstClearData(), why);
    }

    /** After the handshake, before a byte of data: what is wrong with it, if anything. */
    public Optional<Refusal> refusalOf(SSLSession data) {
        Optional<Refusal> weak = weakness(data);
        return weak.isPresent() ? weak : stranger(data);
    }

    // ---- version, cipher, certificate

    private Optional<Refusal> weakness(SSLSession data) {
        Session facts = session.facts();
        Handshake own = asFarAsTheSameClient(data);
        if (own.equals(facts.handshake()) || control == null) {
            return Optional.empty();
        }
        Session under = new Session(
                facts.user(), facts.address(), facts.listener(), facts.control(), facts.data(), facts.account(), own);
        Decision decision = session.counsel().policy().decide(session.request(under));
        return decision.refusal()
                .map(reply -> new Refusal(
                        SymbolicReply.DATA_PROTECTION_FAILED, decision.rules(), describe(reply, own, facts)));
    }

    /** Another certificate than the control connection's is as good as none. */
    private Handshake asFarAsTheSameClient(SSLSession data) {
        Handshake own = TlsFacts.of(data, session.clock().instant());
        boolean same = control != null && Objects.equals(TlsFacts.shown(data), TlsFacts.shown(control));
        return same ? own : new Handshake(own.version(), own.cipher(), null);
    }

    private static String describe(SymbolicReply reply, Handshake own, Session facts) {
        boolean certificate = facts.handshake() != null && facts.handshake().certificate() != null;
        return reply == SymbolicReply.TLS_TOO_WEAK
                ? "the data connection has " + own.version() + " with " + own.cipher() + ", which is too weak"
                : certificate
                        ? "the data connection does not show the control connection's client certificate"
                        : "the data connection's own handshake is refused: " + reply.symbol();
    }

    // ---- resumption

    private Optional<Refusal> stranger(SSLSession data) {
        List<DataDemand> demands = demands(DataDemand::resumption);
        if (demands.isEmpty() || Lineage.isSame(control, data)) {
            return Optional.empty();
        }
        return enforce(demands, whyStranger(data));
    }

    private String whyStranger(SSLSession data) {
        if (!Lineage.isKnown(control)) {
            return "which TLS session the data connection resumes cannot be proved with this version of MINA";
        }
        return Lineage.isResumed(data)
                ? "the data connection resumes the TLS session of another control connection"
                : "the data connection does not resume the control connection's TLS session";
    }

    // ---- the end

    /** After an upload: what is wrong with its end, if anything. */
    public Optional<Refusal> refusalOfEnd(boolean proven) {
        return proven
                ? Optional.empty()
                : enforce(
                        demands(DataDemand::closeNotify),
                        "the upload ended without close_notify, so it may have been cut short");
    }

    private List<DataDemand> demands(Predicate<DataDemand> kind) {
        return session.counsel().policy().dataDemands(session.request(session.facts())).stream()
                .filter(kind)
                .toList();
    }

    private Optional<Refusal> enforce(List<DataDemand> demands, String why) {
        List<String> observed = rules(demands, DataDemand::observed);
        if (!observed.isEmpty()) {
            session.wouldRefuse(observed);
        }
        List<String> rules = rules(demands, demand -> !demand.observed());
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(SymbolicReply.DATA_PROTECTION_FAILED, rules, why));
    }

    private static List<String> rules(List<DataDemand> demands, Predicate<DataDemand> which) {
        return demands.stream().filter(which).map(DataDemand::rule).toList();
    }
}
