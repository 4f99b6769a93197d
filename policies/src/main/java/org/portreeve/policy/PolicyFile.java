package org.portreeve.policy;

import java.nio.file.Path;
import org.portreeve.reply.Vocabulary;

/** The one door to files that admins write. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads and compiles a policy.
     *
     * @throws InvalidPolicyException if it is missing, unreadable, too large or wrong in any way; names all errors
     */
    public static Policy read(Path file) throws InvalidPolicyException {
        if (file.isAbsolute()) {
            throw new InvalidPolicyException(file + ": not readable yet");
        }
        throw new InvalidPolicyException("no reader yet");
    }

    /**
     * Reads {@code replies.yaml}: the standard vocabulary with the admin's codes and words.
     *
     * @throws InvalidPolicyException as {@link #read}
     */
    public static Vocabulary readReplies(Path file) throws InvalidPolicyException {
        if (file.isAbsolute()) {
            throw new InvalidPolicyException(file + ": not readable yet");
        }
        throw new InvalidPolicyException("no reader yet");
    }
}
