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

    private static final Set<String> SECRETS = Set.of("PASS", "ACCT", "ADAT", "MIC", "CONF", "ENC");

    /** What FtpServer's own SITE commands begin with; anything else behind SITE may be a password. */
    private static final Set<String> SITE = Set.of("DESCUSER", "HELP", "STAT", "WHO", "ZONE");

    static final String UNKNOWN = "?";
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

    /** The argument, empty if there is none. */
    public String argumentOrNothing() {
        return argument == null ? "" : argument;
    }

    /** The line as FtpServer is to read it, which takes away every leading X and so makes CUP of XCUP (RFC 775). */
    public String forServer() {
        if (!verb.equals("CDUP")) {
            return text;
        }
        return hasArgument() ? verb + " " + argument : verb;
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

    /**
     * The verb as it may stand in a log. What is no verb may be anything: a password typed at the wrong moment, or with a
     * slip of the finger.
     */
    public String shownVerb() {
        return Verb.isKnown(verb) ? verb : UNKNOWN;
    }

    /** The line as it may stand in a log: passwords and account codes are replaced, however they were sent. */
    public String masked() {
        if (!Verb.isKnown(verb)) {
            return UNKNOWN + MASK;
        }
        if (SECRETS.contains(verb) || (verb.equals("SITE") && !isKnownSite())) {
            return verb + MASK;
        }
        return text;
    }

    private boolean isKnownSite() {
        String word = argument == null ? "" : argument.strip().split(" ", 2)[0];
        return SITE.contains(word.toUpperCase(Locale.ROOT));
    }
}
