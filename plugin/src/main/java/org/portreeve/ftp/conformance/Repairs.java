package org.portreeve.ftp.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.ReplyClass;
import org.portreeve.reply.ReplyPhase;

/** Which code stands for one that FtpServer should not have sent. The texts stay as they are. */
final class Repairs {

    /** Of commands whose tables have no 502, the drafts' among them: who does not know them does not recognize them. */
    private static final int NOT_IMPLEMENTED = 502;

    private static final int NOT_RECOGNIZED = 500;

    /** For the rest: what refuses least of all things, if the table of the command has it. */
    private static final List<Integer> PERMANENT = List.of(550, 553, 501, 500, 502);

    private static final List<Integer> TRANSIENT = List.of(450, 451, 425);

    private static final List<String> TRANSFERS = List.of("STOR", "STOU", "APPE", "RETR", "LIST", "NLST", "MLSD");

    /** FtpServer's own faults, and what they mean. */
    private static final Map<Key, Integer> KNOWN = new HashMap<>();

    private record Key(String verb, boolean transfer, int code) {}

    static {
        // an I/O error of any kind is none of a page type (RFC 959 §5.4)
        known(TRANSFERS, true, 551, 451);
        // a pattern that makes no sense, found out after 150
        known(List.of("LIST", "NLST", "MLSD"), true, 501, 451);
        // an exception after 150
        known(TRANSFERS, true, 550, 451);
        known(List.of("STOR", "STOU", "RNTO"), false, 550, 553);
        known(List.of("LIST", "NLST", "STAT"), false, 550, 450);
        // no such object (RFC 3659 §7); what is wrong with the argument is not its syntax
        known(List.of("MLST"), false, 501, 550);
        known(List.of("RMD"), false, 450, 550);
        known(List.of("AUTH"), false, 550, 431);
        known(List.of("USER", "PASS", "ACCT"), false, 550, 530);
        // asked before login; 530 is not theirs
        known(List.of("PWD", "SIZE", "MDTM", "MFMT", "MFCT", "MFF"), false, 530, 550);
    }

    private Repairs() {}

    private static void known(List<String> verbs, boolean transfer, int from, int to) {
        verbs.forEach(verb -> KNOWN.put(new Key(verb, transfer, from), to));
    }

    /**
     * The code to send instead.
     *
     * @param code as FtpServer wrote it, 100 to 659
     * @return the same if nothing is wrong with it; nothing if there is something wrong and no code of its kind is legal
     */
    static Optional<Integer> of(String verb, ReplyPhase phase, int code) {
        boolean transfer = phase == ReplyPhase.TRANSFER;
        Integer known = KNOWN.get(new Key(verb, transfer, code));
        if (known != null) {
            return Optional.of(known);
        }
        CommandReplies legal = Catalogue.shipped().replies(verb);
        if (legal.mayAnswer(code, phase) || isWithoutEqual(verb, code)) {
            return Optional.of(code);
        }
        IntPredicate fits = each -> legal.mayAnswer(each, phase);
        if (code == NOT_IMPLEMENTED && fits.test(NOT_RECOGNIZED)) {
            return Optional.of(NOT_RECOGNIZED);
        }
        return switch (ReplyClass.of(code)) {
            case TRANSIENT_NEGATIVE ->
                IntStream.concat(numbers(TRANSIENT), numbers(PERMANENT))
                        .filter(fits)
                        .boxed()
                        .findFirst();
            case PERMANENT_NEGATIVE ->
                IntStream.concat(numbers(PERMANENT), numbers(TRANSIENT))
                        .filter(fits)
                        .boxed()
                        .findFirst();
            case PRELIMINARY, COMPLETION, INTERMEDIATE, PROTECTED -> Optional.empty();
        };
    }

    /** No passive port is free: no table has a code for that, and 425 is what clients understand. */
    private static boolean isWithoutEqual(String verb, int code) {
        return code == 425 && (verb.equals("PASV") || verb.equals("EPSV"));
    }

    private static IntStream numbers(List<Integer> codes) {
        return codes.stream().mapToInt(Integer::intValue);
    }
}
