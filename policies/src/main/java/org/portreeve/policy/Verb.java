package org.portreeve.policy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The FTP verbs, and the operation that each stands for. */
public final class Verb {

    private static final Map<String, Operation> OPERATIONS = Map.ofEntries(
            Map.entry("USER", Operation.LOGIN),
            Map.entry("PASS", Operation.LOGIN),
            Map.entry("LIST", Operation.LIST),
            Map.entry("NLST", Operation.LIST),
            Map.entry("MLSD", Operation.LIST),
            Map.entry("SIZE", Operation.LOOK),
            Map.entry("MDTM", Operation.LOOK),
            Map.entry("MLST", Operation.LOOK),
            Map.entry("AVBL", Operation.LOOK),
            Map.entry("RETR", Operation.READ),
            Map.entry("MD5", Operation.READ),
            Map.entry("MMD5", Operation.READ),
            Map.entry("STOU", Operation.WRITE_CREATE),
            Map.entry("APPE", Operation.WRITE_APPEND),
            Map.entry("DELE", Operation.DELETE),
            Map.entry("RNFR", Operation.RENAME_FROM),
            Map.entry("RNTO", Operation.RENAME_TO),
            Map.entry("MKD", Operation.MKDIR),
            Map.entry("RMD", Operation.RMDIR),
            Map.entry("MFMT", Operation.ATTRIBUTES),
            Map.entry("MFCT", Operation.ATTRIBUTES),
            Map.entry("MFF", Operation.ATTRIBUTES),
            Map.entry("SITE", Operation.SITE));

    private static final Set<String> TRANSFERS = Set.of("LIST", "NLST", "MLSD", "RETR", "STOR", "STOU", "APPE");

    private static final Set<String> HOUSEKEEPING = Set.of(
            "AUTH", "PBSZ", "PROT", "CCC", "FEAT", "OPTS", "HOST", "CLNT", "TYPE", "MODE", "STRU", "PASV", "EPSV",
            "PORT", "EPRT", "LPSV", "LPRT", "NOOP", "QUIT", "PWD", "CWD", "CDUP", "HELP", "SYST", "STAT", "ABOR",
            "REST", "ALLO", "ACCT", "REIN", "LANG");

    /** Verbs of the RFCs that are neither operation nor housekeeping here. */
    private static final Set<String> OTHERS = Set.of("STOR", "ADAT", "MIC", "CONF", "ENC", "SMNT");

    private Verb() {}

    /** Whether any RFC or FtpServer itself has this canonical verb. */
    public static boolean isKnown(String verb) {
        return OPERATIONS.containsKey(verb) || HOUSEKEEPING.contains(verb) || OTHERS.contains(verb);
    }

    /** The verbs that a policy may name: operations and housekeeping. */
    public static Set<String> known() {
        return Stream.of(OPERATIONS.keySet(), HOUSEKEEPING, Set.of("STOR"))
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The verb in upper case, without the X of RFC 775 variants (XMKD, XPWD), as FtpServer itself reads it. XCUP is CDUP,
     * which FtpServer does not know.
     */
    public static String canonical(String verb) {
        String upper = verb.toUpperCase(Locale.ROOT);
        if (upper.equals("XCUP")) {
            return "CDUP";
        }
        return upper.startsWith("X") ? upper.substring(1) : upper;
    }

    /**
     * The operation of a canonical verb, or nothing for housekeeping and unknown verbs.
     *
     * @param hasArgument STAT with a path is a listing, without it is housekeeping
     * @param exists whether the target of STOR is there already
     */
    public static Optional<Operation> operation(String verb, boolean hasArgument, boolean exists) {
        return switch (verb) {
            case "STOR" -> Optional.of(exists ? Operation.WRITE_OVERWRITE : Operation.WRITE_CREATE);
            case "STAT" -> hasArgument ? Optional.of(Operation.LIST) : Optional.empty();
            default -> Optional.ofNullable(OPERATIONS.get(verb));
        };
    }

    /** Whether the verb moves bytes over a data connection. */
    public static boolean usesDataConnection(String verb) {
        return TRANSFERS.contains(verb);
    }

    /** Whether the verb only keeps the dialogue going, so that {@code default} never refuses it. */
    public static boolean isHousekeeping(String verb) {
        return HOUSEKEEPING.contains(verb);
    }
}
