package org.portreeve.ftp.reload;

import java.nio.file.Path;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;

/** Reads, checks and tests a policy file with all that it includes. */
public interface PolicyReader {

    /**
     * Reads it now.
     *
     * @throws InvalidPolicyException if it cannot be used; the message lists all errors
     */
    Policy read(Path file) throws InvalidPolicyException;
}
