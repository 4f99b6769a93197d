package org.portreeve.policy.analysis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Assertion;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.eval.CompiledPolicy;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.testing.TestRun;

/**
 * Looks for requests that an assertion is wrong about. What is found is certain; that nothing is found proves nothing, but
 * the requests are made of what the policy names, so most mistakes come out.
 */
public final class Assertions {
    private static final int MOST_TRIED = 10_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);
    private static final int TRIED_FOR_ALL = 50_000;

    /** A request that is decided otherwise than the assertion says. */
    public record Counterexample(Assertion assertion, Request request, Decision decision, ZoneId zone) {

        /** The request as people read it, without what is secret. */
        public String describe() {
            Session session = request.session();
            StringBuilder text = new StringBuilder(session.user() == null ? "anybody" : session.user())
                    .append(", ")
                    .append(session.address().getHostAddress());
            if (session.control() == Channel.CLEAR) {
                text.append(", in the clear");
            } else {
                text.append(session.data() == Channel.PROTECTED ? ", TLS, PROT P" : ", TLS, PROT C");
                if (session.handshake() != null && session.handshake().certificate() != null) {
                    text.append(", with a certificate");
                }
            }
            text.append(session.account() == null ? "" : ", ACCT given")
                    .append(": ")
                    .append(request.verb());
            if (request.path() != null) {
                text.append(' ').append(request.path());
            }
            text.append(" (").append(request.operation().symbol()).append(')');
            if (assertion.box().sizes().isPresent()) {
                text.append(request.size() < 0 ? " of unknown size" : " of " + request.size() + " bytes");
            }
            if (assertion.box().during().isPresent()) {
                text.append(" at ")
                        .append(MOMENT.format(request.at().atZone(zone)).toLowerCase(Locale.ROOT));
            }
            return text.toString();
        }
    }

    private Assertions() {}

    /**
     * A counterexample for each assertion for which one was found.
     *
     * @param policy compiled from {@code checked}
     */
    public static List<Counterexample> refute(CheckedPolicy checked, Policy policy, Instant now) {
        if (checked.assertions().isEmpty()) {
            return List.of();
        }
        Map<String, Assertion> open = new LinkedHashMap<>();
        checked.assertions().forEach(assertion -> open.put(assertion.id(), assertion));
        Policy alone = onlyThese(checked);
        Witnesses witnesses = new Witnesses(checked, now);
        int tried = Math.min(MOST_TRIED, Math.max(1, TRIED_FOR_ALL / open.size()));
        Map<String, Counterexample> found = new HashMap<>();
        for (Assertion assertion : checked.assertions().subList(0, Math.min(open.size(), TRIED_FOR_ALL))) {
            Witnesses.Source source = witnesses.of(assertion.box());
            for (int left = tried; left > 0 && open.containsKey(assertion.id()); left--) {
                Request request = source.next();
                Decision meant = alone.decide(request);
                Decision decision = meant.isAllowed() ? meant : policy.decide(request);
                for (String id : meant.isAllowed() ? List.<String>of() : meant.rules()) {
                    Assertion other = open.get(id);
                    if (other != null && other.refused() == decision.isAllowed()) {
                        open.remove(id);
                        found.put(id, new Counterexample(other, request, decision, checked.zone()));
                    }
                }
            }
        }
        return checked.assertions().stream()
                .map(assertion -> found.get(assertion.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A policy that refuses what the assertions are about, each by the rule of its name, and nothing else. */
    private static Policy onlyThese(CheckedPolicy checked) {
        List<Rule> rules = checked.assertions().stream()
                .map(each -> new Rule(
                        each.id(), each.place(), new Rule.Refuse(), false, each.box(), List.of(), Optional.empty()))
                .toList();
        CheckedPolicy alone = new CheckedPolicy(
                checked.name(),
                true,
                false,
                checked.zone(),
                checked.groups(),
                checked.networks(),
                checked.accounts(),
                rules,
                List.of(),
                List.of());
        return CompiledPolicy.compile(alone, "", List.of(), List.of());
    }

    /**
     * Makes an error of every assertion that was refuted.
     *
     * @param places of the rules by id
     * @param findings of the file in which the assertions stand
     */
    public static void report(List<Counterexample> found, Map<String, Place> places, Diagnostics findings) {
        found.forEach(each -> findings.error(
                Code.ASSERTION_FAILED,
                each.assertion().place().span(),
                "assertion `" + each.assertion().id() + "` does not hold",
                "for example " + each.describe() + " is " + (each.decision().isAllowed() ? "allowed" : "refused")
                        + " by " + TestRun.decider(each.decision(), places, findings) + "."));
    }
}
