package org.portreeve.policy.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.CommandReplies;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;

/** Where a server can come to send a reply, whatever its policy says. */
final class ReplyPlaces {
    private static final Set<Operation> WRITES =
            EnumSet.of(Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);
    private static final List<String> LOGIN_VERBS = List.of("USER", "PASS", "ACCT");

    /** A command, and the phase in which it is answered. */
    record Place(String command, ReplyPhase phase) {

        /** The replies that the command may have. */
        CommandReplies legal() {
            return Catalogue.shipped().replies(command);
        }
    }

    private ReplyPlaces() {}

    static List<Place> of(SymbolicReply symbol) {
        return (symbol.isForPolicies() ? ofPolicies(symbol) : ofServer(symbol))
                .distinct()
                .toList();
    }

    private static Stream<Place> ofPolicies(SymbolicReply symbol) {
        Stream<Place> answers = Act.ALL.stream()
                .filter(act -> act.operation()
                        .map(each -> ReplyFit.fits(symbol, each))
                        .orElseGet(() -> ReplyFit.fits(symbol, act.verb())))
                .filter(act -> symbol != SymbolicReply.DATA_PROTECTION_REQUIRED
                        || act.verb().equals("PROT")
                        || Verb.usesDataConnection(act.verb()))
                .map(act -> new Place(act.verb(), PossibleReplies.phase(act.operation())));
        boolean laterToo = symbol == SymbolicReply.TRY_LATER;
        boolean midway = symbol == SymbolicReply.QUOTA_EXCEEDED || laterToo;
        return midway
                ? Stream.concat(answers, transfers(verb -> isUpload(verb) || (laterToo && verb.equals("RETR"))))
                : answers;
    }

    private static Stream<Place> ofServer(SymbolicReply symbol) {
        return switch (symbol) {
            case PROTECTION_LEVEL_DENIED, PROTECTION_LEVEL_UNSUPPORTED, PROTECTION_LEVEL_UNKNOWN ->
                Stream.of(new Place("PROT", ReplyPhase.COMMAND));
            case ACCOUNT_MISSING -> Stream.of(new Place("ACCT", ReplyPhase.LOGIN));
            case DATA_PROTECTION_FAILED ->
                Stream.concat(transfers(Verb::usesDataConnection), places("STOR", "APPE", "STOU"));
            case LOCAL_ERROR, TRANSFER_ABORTED -> transfers(Verb::usesDataConnection);
            case NOT_IMPLEMENTED -> places("HOST", "CLNT");
            case NOT_A_DIRECTORY -> places("MLSD");
            case MECHANISM_UNKNOWN -> places("AUTH");
            case PROTECTED_COMMAND_UNSUPPORTED -> places("MIC", "CONF", "ENC");
            case NOT_PROTECTED, CLEAR_CHANNEL_REFUSED -> places("CCC");
            case USE_IPV4, USE_IPV6 -> places("EPRT", "EPSV");
            case LANGUAGE_UNKNOWN -> places("LANG");
            case FEATURES -> places("FEAT");
            case SUPERFLUOUS -> Stream.of(new Place("ALLO", ReplyPhase.COMMAND), new Place("ACCT", ReplyPhase.LOGIN));
            case COMMAND_OKAY -> places("PBSZ", "ALLO", "LANG");
            case QUOTA_WARNING -> transfers(verb -> isUpload(verb) || verb.equals("RETR"));
            case QUOTA_USAGE, QUOTA_CREDIT, QUOTA_FILE_SIZE, QUOTA_NONE -> places("SITE");
            case LOGGED_IN -> LOGIN_VERBS.stream().map(verb -> new Place(verb, ReplyPhase.LOGIN));
            case NOT_LOGGED_IN -> places("CWD", "STOR", "RETR", "LIST");
            case BAD_SEQUENCE ->
                Stream.concat(
                        Stream.of("PASS", "ACCT").map(verb -> new Place(verb, ReplyPhase.LOGIN)),
                        places("PBSZ", "PROT", "RNTO", "ADAT"));
            case COMMAND_UNRECOGNIZED, ARGUMENT_INVALID ->
                Verb.known().stream().map(verb -> new Place(verb, ReplyPhase.COMMAND));
            default -> Stream.empty();
        };
    }

    private static Stream<Place> places(String... verbs) {
        return Stream.of(verbs).map(verb -> new Place(verb, ReplyPhase.COMMAND));
    }

    private static Stream<Place> transfers(Predicate<String> which) {
        return Verb.known().stream().filter(which).map(verb -> new Place(verb, ReplyPhase.TRANSFER));
    }

    private static boolean isUpload(String verb) {
        return Verb.usesDataConnection(verb)
                && Act.ALL.stream()
                        .anyMatch(act -> act.verb().equals(verb)
                                && act.operation().filter(WRITES::contains).isPresent());
    }
}
