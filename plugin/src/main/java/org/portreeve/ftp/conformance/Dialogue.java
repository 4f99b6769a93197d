package org.portreeve.ftp.conformance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.portreeve.reply.ReplyClass;
import org.portreeve.reply.ReplyPhase;

/**
 * The replies to one command after the other: at most one preliminary, then exactly one that ends it (RFC 959 §5.4).
 * Belongs to the session's turn.
 */
public final class Dialogue {

    /** Stands for the greeting, before any command. */
    private static final String CONNECT = "CONNECT";

    private static final int CLOSING = FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION;

    /** Transfers whose table has no 503. */
    private static final Set<String> NEED_A_TARGET = Set.of("STOR", "STOU", "APPE", "RETR", "LIST", "NLST");

    private final Conformance conformance;
    private final Consumer<String> deviations;

    private String verb = CONNECT;
    private volatile boolean preliminarySent; // the I/O thread looks, too
    private volatile boolean answered; // other sessions ask

    /** @param deviations is told of each reply that no RFC gives to its command, in words */
    public Dialogue(Conformance conformance, Consumer<String> deviations) {
        this.conformance = conformance;
        this.deviations = deviations;
    }

    /** A command begins its turn. */
    public void begin(String command) {
        verb = command;
        preliminarySent = false;
        answered = false;
    }

    /** Whether the command has had its last reply, so that the client may take it for ended. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether a transfer is under way, or has just failed. */
    public boolean isPreliminarySent() {
        return preliminarySent;
    }

    /** The code at this point of the dialogue for what another code means, if that is none that the command can have. */
    public int lawful(int code) {
        return conformance == Conformance.REPAIR
                ? Repairs.of(verb, phase(), code).orElse(code)
                : code;
    }

    /**
     * What goes out for a reply that is about to: as a rule itself, but maybe another, nothing, or two.
     *
     * @param reply of the server, of another Ftplet, or an {@link OwnReply}
     */
    public List<FtpReply> check(FtpReply reply) {
        if (conformance == Conformance.OFF) {
            note(reply.getCode());
            return List.of(reply);
        }
        List<FtpReply> right = right(reply);
        List<FtpReply> sent = conformance == Conformance.REPAIR ? right : List.of(reply);
        sent.forEach(each -> note(each.getCode()));
        return sent;
    }

    /** What is still owed to the client at the end of a turn: a command without an answer would leave it waiting. */
    public Optional<FtpReply> owed() {
        if (answered || conformance == Conformance.OFF) {
            return Optional.empty();
        }
        deviations.accept(verb + ": no reply");
        if (conformance == Conformance.REPORT) {
            return Optional.empty();
        }
        return Optional.of(new DefaultFtpReply(
                Repairs.of(verb, phase(), 451).orElse(500), "The server has no answer to this command."));
    }

    private List<FtpReply> right(FtpReply reply) {
        int code = reply.getCode();
        if (code == CLOSING) {
            return List.of(reply);
        }
        if (answered) {
            deviations.accept(verb + ": another reply, " + code);
            return List.of();
        }
        if (preliminarySent && isPreliminary(code)) {
            deviations.accept(verb + ": another preliminary reply, " + code);
            return List.of();
        }
        if (reply instanceof OwnReply) {
            return List.of(reply);
        }
        if (!ReplyClass.isCode(code)) {
            deviations.accept(verb + ": " + code + " is no reply code");
            return List.of(new DefaultFtpReply(Repairs.of(verb, phase(), 451).orElse(500), reply.getMessage()));
        }
        if (code == 503 && !preliminarySent && NEED_A_TARGET.contains(verb)) {
            deviations.accept(verb + ": 503 -> 150, 425");
            return List.of(
                    new DefaultFtpReply(150, "About to open the data connection."),
                    new DefaultFtpReply(425, "Cannot open the data connection: send PASV or PORT first."));
        }
        FtpReply quoted = Quoting.of(reply);
        if (quoted != reply) {
            deviations.accept(verb + ": 257 with quotation marks that are not doubled");
        }
        return List.of(Wording.of(recoded(quoted), what -> deviations.accept(verb + ": " + what)));
    }

    private FtpReply recoded(FtpReply reply) {
        int code = reply.getCode();
        Optional<Integer> right = Repairs.of(verb, phase(), code);
        if (right.isPresent() && right.get() == code) {
            return reply;
        }
        String when = preliminarySent ? " after 150: " : ": ";
        deviations.accept(
                verb + when + code + right.map(other -> " -> " + other).orElse(", and nothing fits"));
        return right.<FtpReply>map(other -> new DefaultFtpReply(other, reply.getMessage()))
                .orElse(reply);
    }

    private ReplyPhase phase() {
        return preliminarySent ? ReplyPhase.TRANSFER : ReplyPhase.COMMAND;
    }

    private void note(int code) {
        if (isPreliminary(code)) {
            preliminarySent = true;
        } else {
            answered = true;
        }
    }

    private static boolean isPreliminary(int code) {
        return code / 100 == ReplyClass.PRELIMINARY.digit();
    }
}
