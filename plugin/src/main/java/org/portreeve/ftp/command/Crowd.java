package org.portreeve.ftp.command;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Verb;
import org.portreeve.reply.SymbolicReply;

/**
 * Counts what one user and one address have at once. Nobody keeps books: those who are there are counted when somebody
 * comes, and not even that as long as all of them together are fewer than the cap.
 */
public final class Crowd {

    private final Collection<SessionState> all;
    private final Caps caps;

    /** @param all the sessions at any moment, the one that asks included */
    public Crowd(Collection<SessionState> all, Caps caps) {
        this.all = all;
        this.caps = caps;
    }

    Optional<Refusal> refusalOfConnection(SessionState session) {
        return tooMany(caps.sessionsPerAddress(), each -> isNeighbour(each, session))
                ? refusal(SymbolicReply.SERVICE_UNAVAILABLE, "sessions-per-address")
                : Optional.empty();
    }

    Optional<Refusal> refusalOfLogin(SessionState session) {
        return tooMany(caps.sessionsPerUser(), each -> each.isLoggedIn() && isSameUser(each, session))
                ? refusal(SymbolicReply.SERVICE_UNAVAILABLE, "sessions-per-user")
                : Optional.empty();
    }

    /** Of a command that uses a data connection, and whose turn it is. */
    Optional<Refusal> refusalOfTransfer(SessionState session) {
        if (tooMany(caps.transfersPerUser(), each -> isTransferring(each) && isSameUser(each, session))) {
            return refusal(SymbolicReply.TRY_LATER, "transfers-per-user");
        }
        return tooMany(caps.transfersPerAddress(), each -> isTransferring(each) && isNeighbour(each, session))
                ? refusal(SymbolicReply.TRY_LATER, "transfers-per-address")
                : Optional.empty();
    }

    private boolean tooMany(int cap, Predicate<SessionState> which) {
        return all.size() > cap && all.stream().filter(which).count() > cap;
    }

    private static Optional<Refusal> refusal(SymbolicReply reply, String name) {
        return Optional.of(Refusal.builtIn(reply, name));
    }

    private static boolean isNeighbour(SessionState one, SessionState other) {
        return one.address().equals(other.address());
    }

    private static boolean isSameUser(SessionState one, SessionState other) {
        String name = nameOf(one);
        return name != null && name.equals(nameOf(other));
    }

    private static @Nullable String nameOf(SessionState session) {
        User user = session.ftp().getUser();
        return user == null ? null : user.getName();
    }

    private static boolean isTransferring(SessionState session) {
        CommandLine command = session.current();
        return command != null
                && Verb.usesDataConnection(command.verb())
                && !session.dialogue().isAnswered();
    }
}
