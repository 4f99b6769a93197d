package org.portreeve.policy.check;

import java.util.List;

/**
 * A path pattern without alternatives, cut at its slashes.
 *
 * @param segments {@code **} for any number of segments, else text with {@code *} and {@code $user} in it
 */
public record PathPattern(List<String> segments) {
    /** Any number of segments. */
    public static final String ANY_DEPTH = "**";

    /** The name of the session's user. */
    public static final String USER = "$user";

    public PathPattern {
        segments = List.copyOf(segments);
    }
}
