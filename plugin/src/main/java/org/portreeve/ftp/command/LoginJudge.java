package org.portreeve.ftp.command;

import java.util.Optional;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.reply.SymbolicReply;

/** USER, PASS and ACCT (RFC 959 §4.1.1): who may log in, and with which account. */
final class LoginJudge {

    private static final String ACCOUNT_WRONG = "account-wrong";

    private LoginJudge() {}

    /** USER is judged by the name it claims, so that a password is not even asked for in vain. */
    static Verdict user(SessionState session, CommandLine command) {
        if (session.isAccountOwed()) {
            session.logOut();
        }
        if (command.argument() != null) {
            session.claim(command.argument());
        }
        Verdict verdict = beforePassword(session, command);
        if (verdict instanceof Verdict.Pass) {
            Languages.letServerSpeakEnglish(session);
        }
        return verdict;
    }

    static Verdict pass(SessionState session, CommandLine command) {
        if (session.isAccountOwed()) {
            return Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "account-first");
        }
        return beforePassword(session, command);
    }

    private static Verdict beforePassword(SessionState session, CommandLine command) {
        if (session.claimedUser() == null) {
            return Verdict.PASS;
        }
        return refusalOfLogin(session, command)
                .filter(refusal -> refusal.reply() != SymbolicReply.ACCOUNT_REQUIRED)
                .<Verdict>map(Verdict.Refuse::new)
                .orElse(Verdict.PASS);
    }

    static Verdict acct(SessionState session, CommandLine command) {
        Policy policy = session.counsel().policy();
        if (!policy.asksForAccounts()) {
            return Verdict.PASS;
        }
        String code = command.argument();
        if (code == null) {
            return Verdict.outOfOrder(SymbolicReply.ACCOUNT_MISSING, "account-missing");
        }
        String user = session.facts().user();
        if (user == null || !session.isLoggedIn()) {
            return Verdict.outOfOrder(SymbolicReply.BAD_SEQUENCE, "login-first");
        }
        boolean owed = session.isAccountOwed();
        boolean accepted = policy.acceptsAccount(user, code);
        if (accepted) {
            session.takeAccount(code);
            Optional<Refusal> refusal = owed ? refusalOfLogin(session, command) : Optional.empty();
            if (refusal.isEmpty()) {
                session.retries().accountRight(user);
                return Verdict.answer(SymbolicReply.LOGGED_IN);
            }
        }
        session.retries().accountWrong(user);
        if (owed) {
            session.logOut();
        }
        session.loginFailed();
        return Verdict.outOfOrder(SymbolicReply.LOGIN_REFUSED, ACCOUNT_WRONG);
    }

    /**
     * What a client hears after a good password. Some begin anew whenever their account code is refused (lftp), and take
     * only a refusal of the password for final: who gave wrong ones again and again is not asked for another.
     */
    static Optional<Refusal> refusalAfterPassword(SessionState session, CommandLine command) {
        return refusalOfLogin(session, command).map(refusal -> {
            String user = session.facts().user();
            return refusal.reply() == SymbolicReply.ACCOUNT_REQUIRED
                            && user != null
                            && session.retries().hasWrongAccounts(user)
                    ? Refusal.builtIn(SymbolicReply.LOGIN_REFUSED, ACCOUNT_WRONG)
                            .again()
                    : refusal;
        });
    }

    /** What the policy says of the login of the session's user, as far as it is known. */
    static Optional<Refusal> refusalOfLogin(SessionState session, CommandLine command) {
        Decision decision = session.counsel().decide(Operation.LOGIN, command.verb(), null, Request.UNKNOWN_SIZE);
        return decision.refusal().map(reply -> new Refusal(reply, decision.rules()));
    }
}
