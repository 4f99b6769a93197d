package org.portreeve.reply;

import java.util.List;

/**
 * What there is to say about a number, for people.
 *
 * @param meaning what it tells a client
 * @param cause why a server sends it, or why a client shows it
 * @param user what the person at the client can do
 * @param admin what the person in charge of the server can do
 * @param retry whether the same command may succeed
 * @param source where it is defined, with the section
 * @param disputes where sources contradict each other
 */
public record Advice(
        String meaning, String cause, String user, String admin, Retry retry, String source, List<String> disputes) {

    public Advice {
        disputes = List.copyOf(disputes);
        if (meaning.isBlank() || cause.isBlank() || user.isBlank() || admin.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("incomplete advice: " + meaning);
        }
    }
}
