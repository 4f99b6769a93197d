package org.portreeve.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.diagnostic.Report;

/**
 * What came of reading a policy.
 *
 * @param policy the policy; empty if there is any error among the findings
 * @param report all findings, errors and warnings, and how they are printed
 * @param files the files that were read or should have been, the one that includes the others first
 */
public record Examination(Optional<Policy> policy, Report report, List<Path> files) {
    public Examination {
        files = List.copyOf(files);
    }
}
