package org.portreeve.ftp.command;

import java.util.Map;
import java.util.Set;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.policy.Verb;
import org.portreeve.reply.SymbolicReply;

/** The whole order of questions that a command has to pass before FtpServer sees it. */
final class CommandJudge implements Judge {

    /**
     * What a client may say before TLS although the policy demands TLS: enough to find out and to change it. PBSZ and
     * PROT among them are refused as out of order (503), which says more than that TLS is missing.
     */
    private static final Set<String> BEFORE_TLS =
            Set.of("AUTH", "PBSZ", "PROT", "FEAT", "HELP", "OPTS", "SYST", "NOOP", "HOST", "CLNT", "LANG", "QUIT");

    /** What a client may say between 332 and ACCT. */
    private static final Set<String> BEFORE_ACCOUNT = Set.of(
            "ACCT", "QUIT", "USER", "PASS", "REIN", "AUTH", "PBSZ", "PROT", "FEAT", "HELP", "OPTS", "SYST", "NOOP",
            "HOST", "CLNT", "LANG");

    private static final Set<String> BETTER_HERE = Set.of("FEAT", "ALLO", "LANG");

    private final Map<String, Judge> special = Map.ofEntries(
            Map.entry("USER", LoginJudge::user),
            Map.entry("PASS", LoginJudge::pass),
            Map.entry("ACCT", LoginJudge::acct),
            Map.entry("AUTH", SecurityJudge::auth),
            Map.entry("PBSZ", SecurityJudge::pbsz),
            Map.entry("PROT", SecurityJudge::prot),
            Map.entry("FEAT", Features::feat),
            Map.entry("HELP", QuotaJudge::help),
            Map.entry("ALLO", CommandJudge::allo),
            Map.entry("LANG", Languages::lang),
            Map.entry("PASV", DataPortJudge::pasv),
            Map.entry("EPSV", DataPortJudge::epsv),
            Map.entry("PORT", DataPortJudge::port),
            Map.entry("EPRT", DataPortJudge::eprt));

    private final Judge operations;
    private final Crowd crowd;

    CommandJudge(StorageLimits limits, Crowd crowd) {
        this.crowd = crowd;
        operations = new OperationJudge(limits);
    }

    @Override
    public Verdict judge(SessionState session, CommandLine command) throws Exception {
        String verb = command.verb();
        boolean stock = session.isStock();
        if (!command.isWellFormed() && !stock) {
            return Verdict.outOfOrder(SymbolicReply.COMMAND_UNRECOGNIZED, "verb");
        }
        if (session.isLoginOlderThanTls() && !stock) {
            session.securityRestarted();
        }
        if (verb.equals("USER") && command.argument() != null && !session.isLoggedIn()) {
            session.claim(command.argument());
        }
        Policy policy = session.counsel().policy();
        Session facts = session.facts();
        if (!BEFORE_TLS.contains(verb) && policy.refusesControl(facts)) {
            return LoginJudge.refusalOfLogin(session, command)
                    .<Verdict>map(Verdict.Refuse::new)
                    .orElseGet(() -> new Verdict.Refuse(Refusal.builtIn(SymbolicReply.TLS_REQUIRED, "tls")));
        }
        Decision byName = session.counsel().decideCommand(verb);
        if (!byName.isAllowed()) {
            return Verdict.refuse(byName.refusal().orElseThrow(), byName.rules());
        }
        if (session.isAccountOwed() && !BEFORE_ACCOUNT.contains(verb)) {
            return Verdict.outOfOrder(SymbolicReply.NOT_LOGGED_IN, "account-first");
        }
        Verdict conforming = ProtocolJudge.judge(session, command);
        if (!(conforming instanceof Verdict.Pass)) {
            return conforming;
        }
        Judge judge = stock || leavesAsItIs(session, verb) ? null : special.get(verb);
        if (judge != null) {
            return judge.judge(session, command);
        }
        if (!session.isLoggedIn() || isFree(session, command)) {
            return Verdict.PASS;
        }
        Verdict verdict = operations.judge(session, command);
        if (verdict instanceof Verdict.Pass) {
            verdict = ProtocolJudge.judgeTarget(session, command);
        }
        if (verdict instanceof Verdict.Pass && !stock) {
            verdict = QuotaJudge.judge(session, command);
        }
        if (!(verdict instanceof Verdict.Pass) || !Verb.usesDataConnection(verb)) {
            return verdict;
        }
        return crowd.refusalOfTransfer(session)
                .<Verdict>map(Verdict.Refuse::new)
                .orElse(verdict);
    }

    /** What no policy asks for is not answered better than by FtpServer, if repairs are only reported. */
    private static boolean leavesAsItIs(SessionState session, String verb) {
        return session.conformance() == Conformance.REPORT
                && session.counsel().policy().allowsEverything()
                && BETTER_HERE.contains(verb);
    }

    /** ALLO (RFC 959 §4.1.3) announces how large the next upload is; a record size behind it says nothing here. */
    private static Verdict allo(SessionState session, CommandLine command) {
        if (!session.isLoggedIn()) {
            return Verdict.PASS;
        }
        String number =
                command.argument() == null ? "" : command.argument().strip().split(" ", 2)[0];
        if (number.isEmpty() || number.length() > 18 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            session.announce(Request.UNKNOWN_SIZE);
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "size");
        }
        long bytes = Long.parseLong(number);
        session.announce(bytes);
        return QuotaJudge.allo(session, bytes).orElseGet(() -> Verdict.answer(SymbolicReply.COMMAND_OKAY));
    }

    /** Housekeeping, and verbs that the server does not know and will say so. */
    private static boolean isFree(SessionState session, CommandLine command) {
        String verb = command.verb();
        if (Verb.operation(verb, command.hasArgument(), false).isPresent()) {
            return false;
        }
        return Verb.isHousekeeping(verb)
                || session.context().getCommandFactory().getCommand(verb) == null;
    }
}
