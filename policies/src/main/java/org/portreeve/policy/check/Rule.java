package org.portreeve.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.source.Place;
import org.portreeve.reply.SymbolicReply;

/**
 * One rule.
 *
 * @param place of its id
 * @param observed {@code mode: observe} on the rule: it is asked, and never has its way
 * @param box what it matches
 * @param unless boxes that pierce it
 * @param reply the reply that the admin chose
 */
public record Rule(
        String id,
        Place place,
        Effect effect,
        boolean observed,
        Box box,
        List<Box> unless,
        Optional<SymbolicReply> reply) {

    /** What a rule does. */
    public sealed interface Effect permits Allow, Refuse, Require {}

    /** Permits what it matches. */
    public record Allow() implements Effect {}

    /** Refuses what it matches. */
    public record Refuse() implements Effect {}

    /**
     * Refuses what it matches as long as something is missing.
     *
     * @param control TLS on the control connection
     * @param versions TLS versions of which it must be one
     * @param ciphers globs of IANA names of which the cipher suite must fit one
     * @param certificate a valid client certificate
     * @param data a private data connection, where one is used
     * @param resumption a protected data connection must resume the control connection's TLS session
     * @param closeNotify an upload over a protected data connection must end with close_notify
     * @param atLogin the account is asked for at login already
     */
    public record Require(
            boolean control,
            Optional<Set<TlsVersion>> versions,
            Optional<List<String>> ciphers,
            boolean certificate,
            boolean data,
            boolean resumption,
            boolean closeNotify,
            Optional<AccountNeed> account,
            boolean atLogin)
            implements Effect {
        public Require {
            versions = versions.map(Set::copyOf);
            ciphers = ciphers.map(List::copyOf);
        }

        /** Whether it wants something that only a data connection can have. */
        public boolean looksAtData() {
            return data || resumption || closeNotify;
        }
    }

    public Rule {
        unless = List.copyOf(unless);
    }
}
