package org.portreeve.ftp.session;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Verb;

/**
 * One line of the control connection, split exactly as FtpServer will split it, so that what is judged is what runs.
 *
 * @param text the line without surrounding control characters and blanks
 * @param verb upper case, without the X of RFC 775
 * @param argument everything after the first blank; null if there is nothing
 */
public record CommandLine(
        String text, String verb, @Nullable String argument) {

    private static final Set<String> SECRETS = Set.of("PASS", "ACCT", "ADAT");
    private static final String MASK = " *****";

    public static CommandLine parse(String line) {
        String text = line.trim();
        int blank = text.indexOf(' ');
        String verb = Verb.canonical(blank < 0 ? text : text.substring(0, blank));
        String argument = blank < 0 || blank + 1 == text.length() ? null : text.substring(blank + 1);
        return new CommandLine(text, verb, argument);
    }

    public boolean hasArgument() {
        return argument != null;
    }

    /** Whether the verb consists of letters and digits only, as every verb of every RFC does. */
    public boolean isWellFormed() {
        for (int i = 0; i < verb.length(); i++) {
            char c = verb.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** SITE PSWD, SITE CHANGE PASSWORD and their kind; FtpServer has none, but clients try. */
    private static boolean changesPassword(@Nullable String argument) {
        String words = argument == null ? "" : argument.toUpperCase(Locale.ROOT);
        return words.contains("PAS") || words.contains("PSW");
    }

    /** The line as it may stand in a log: passwords and account codes are replaced, however they were sent. */
    public String masked() {
        if (!isWellFormed()) {
            int end = 0;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            return text.substring(0, end) + MASK;
        }
        if (SECRETS.contains(verb)) {
            return verb + MASK;
        }
        return verb.equals("SITE") && changesPassword(argument) ? verb + MASK : text;
    }
}
