package org.portreeve.policy.testing;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.diagnostic.Words;

/**
 * The command of a question, as a client would send it from the directory {@code /}.
 *
 * @param verb canonical
 * @param claimed the name behind USER
 */
record Spoken(
        String verb,
        Optional<Operation> operation,
        @Nullable String path,
        @Nullable String claimed) {
    private static final String CONNECT = "CONNECT";
    private static final String STOU_NAME = "/ftp.dat";

    /** A command that no answer can be given to. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;
        private final String message;
        private final String help;

        Unclear(String message, String help) {
            super(message);
            this.message = message;
            this.help = help;
        }

        String message() {
            return message;
        }

        String help() {
            return help;
        }
    }

    /** Whether what follows the verb is never to be printed. */
    static boolean isSecret(String line) {
        String verb = Verb.canonical(verbOf(line));
        return verb.equals("PASS") || verb.equals("ACCT");
    }

    /** The line as it may be printed. */
    static String shown(String line) {
        return isSecret(line) ? Verb.canonical(verbOf(line)) + " ***" : line.strip();
    }

    static Spoken of(String line, boolean exists) throws Unclear {
        String text = line.strip();
        String verb = Verb.canonical(verbOf(text));
        String argument = text.substring(verbOf(text).length()).strip();
        if (verb.equals(CONNECT)) {
            return new Spoken(CONNECT, Optional.of(Operation.CONNECT), null, null);
        }
        if (!Verb.isKnown(verb)) {
            throw new Unclear(
                    "unknown command " + quote(verbOf(text)),
                    Words.didYouMean(verb, verbs()) + "It is an FTP command such as STOR /in/a.csv, or CONNECT.");
        }
        Optional<Operation> operation = Verb.operation(verb, !argument.isEmpty(), exists);
        boolean login = operation.filter(each -> each == Operation.LOGIN).isPresent();
        String claimed = verb.equals("USER") && !argument.isEmpty() ? argument : null;
        boolean hasPath = operation.isPresent() && !login;
        return new Spoken(verb, operation, hasPath ? path(verb, argument) : null, claimed);
    }

    /** The file that FtpServer takes the command to be about. */
    private static @Nullable String path(String verb, String argument) throws Unclear {
        return switch (verb) {
            case "SITE" -> null;
            case "LIST", "NLST", "STAT", "MLSD", "MLST" -> resolve(listed(argument));
            case "AVBL" -> resolve(argument);
            case "STOU" -> argument.isEmpty() ? STOU_NAME : resolve(argument);
            case "MFMT", "MFCT", "MFF" -> resolve(named(verb, secondWord(argument)));
            case "MMD5" -> {
                if (argument.indexOf(',') >= 0) {
                    throw new Unclear("`MMD5` names several files", "ask about one file at a time.");
                }
                yield resolve(named(verb, argument));
            }
            default -> resolve(named(verb, argument));
        };
    }

    private static String named(String verb, String argument) throws Unclear {
        if (argument.isEmpty()) {
            throw new Unclear("`" + verb + "` names no file", "write its path behind it: do: " + verb + " /in/a.csv");
        }
        return argument;
    }

    private static String secondWord(String argument) {
        int blank = argument.indexOf(' ');
        return blank < 0 ? "" : argument.substring(blank + 1).strip();
    }

    /** Without {@code ls} options and without a pattern in the last segment, which only chooses what is shown. */
    private static String listed(String argument) {
        String file = argument;
        while (file.startsWith("-")) {
            file = secondWord(file);
        }
        String last = file.substring(file.lastIndexOf('/') + 1);
        boolean pattern =
                last.indexOf('*') >= 0 || last.indexOf('?') >= 0 || (last.contains("[") && last.contains("]"));
        return pattern ? file.substring(0, file.length() - last.length()) : file;
    }

    private static String resolve(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String verbOf(String line) {
        String text = line.strip();
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private static Collection<String> verbs() {
        return List.of(
                "USER", "PASS", "ACCT", "STOR", "STOU", "APPE", "RETR", "LIST", "NLST", "MLSD", "MLST", "SIZE", "MDTM",
                "AVBL", "MFMT", "MFCT", "MFF", "DELE", "RNFR", "RNTO", "MKD", "RMD", "SITE", "CWD", "AUTH", "PBSZ",
                "PROT", "PASV", "EPSV", "PORT", "EPRT", "NOOP", "QUIT", "CONNECT");
    }
}
