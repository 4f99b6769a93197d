package org.portreeve.launcher;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXParseException;

/** Says in words for an admin why the start failed: no stack trace, no wrapper's words. */
final class Failure {

    private Failure() {}

    /** The message of our own innermost exception, which is written for the admin; else what the others say, once each. */
    static String describe(Throwable failure) {
        String own = null;
        List<String> said = new ArrayList<>();
        for (Throwable cause : chain(failure)) {
            String message = message(cause);
            if (isOurs(cause)) {
                own = message;
            }
            if (!isWrapper(cause) && said.stream().noneMatch(earlier -> earlier.contains(message))) {
                said.add(message);
            }
        }
        return own != null ? own : String.join(": ", said);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (@Nullable Throwable at = failure; at != null && !chain.contains(at); at = at.getCause()) {
            chain.add(at);
        }
        return chain;
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        if (cause instanceof SAXParseException place) {
            return "line " + place.getLineNumber() + ", column " + place.getColumnNumber() + ": " + message;
        }
        return cause instanceof LinkageError || cause instanceof ReflectiveOperationException
                ? cause.getClass().getSimpleName() + " " + message
                : message;
    }

    private static boolean isOurs(Throwable cause) {
        return cause.getClass().getName().startsWith("org.portreeve.") && cause.getMessage() != null;
    }

    /** Spring repeats its cause behind the names of its beans. */
    private static boolean isWrapper(Throwable cause) {
        return cause.getCause() != null && cause.getClass().getName().startsWith("org.springframework.");
    }
}
