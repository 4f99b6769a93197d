package org.portreeve.reply;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words in replies that clients act on, whatever the code says. Most are lftp's (src/ftpclass.cc, and
 * {@code ftp:retry-530} and {@code ftp:retry-530-anonymous} in src/resource.cc): it tries again, without end, what was
 * refused for good. Case does not count.
 */
final class ClientWords {

    private record Trigger(Pattern words, String effect) {}

    private static final String RETRIED = "on which clients try again and again";

    private static final List<Trigger> TRIGGERS = List.of(
            retried("too many"),
            retried("timed out"),
            retried("broken pipe"),
            retried("closed by the remote host"),
            retried("overloaded"),
            retried("try (?:again |back )?later"),
            retried("is restricted to"),
            retried("maximum number"),
            retried("number of connect"),
            retried("only.*session.*allowed"),
            retried("more connection"),
            retried("already connected"),
            retried("simultaneous login"),
            retried("login incorrect"),
            new Trigger(Pattern.compile("no files found"), "which clients take for an empty listing"));

    private ClientWords() {}

    private static Trigger retried(String words) {
        return new Trigger(Pattern.compile(words), RETRIED);
    }

    /** The first such words, and what they do. */
    static Optional<String> faultOf(String lowerCase) {
        for (Trigger trigger : TRIGGERS) {
            Matcher matcher = trigger.words().matcher(lowerCase);
            if (matcher.find()) {
                return Optional.of("text holds `" + matcher.group() + "`, " + trigger.effect());
            }
        }
        return Optional.empty();
    }
}
