package org.portreeve.ftp.reload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.reply.Vocabulary;

/**
 * The files that an admin edits.
 *
 * @param policy the policy in charge
 * @param replies codes and words; null for {@code replies.yaml} beside the policy, if it is there
 * @param candidate a policy that runs in shadow; null for none
 * @param reader reads policies
 */
public record PolicyFiles(
        Path policy, @Nullable Path replies, @Nullable Path candidate, PolicyReader reader) {

    /**
     * What the files say now.
     *
     * @param candidateProblem why the candidate cannot be asked; empty if it can, or if there is none
     * @param candidateFiles those that were read for a candidate that cannot be asked
     */
    public record Read(Ruling ruling, String candidateProblem, List<Path> candidateFiles) {}

    /**
     * Reads them all. A candidate that cannot be used is left out: it is in charge of nothing.
     *
     * @throws InvalidPolicyException if the policy or the replies cannot be used
     */
    public Read read(Instant now) throws InvalidPolicyException {
        Policy live = reader.read(policy);
        refuseWhatIsNotEnforced(live);
        Vocabulary vocabulary = vocabulary();
        Path shadow = candidate;
        if (shadow == null) {
            return new Read(new Ruling(live, vocabulary, null, now), "", List.of());
        }
        try {
            return new Read(new Ruling(live, vocabulary, reader.read(shadow), now), "", List.of());
        } catch (InvalidPolicyException e) {
            return new Read(new Ruling(live, vocabulary, null, now), String.valueOf(e.getMessage()), e.files());
        }
    }

    /** A limit that would be read and not kept is no limit. */
    private static void refuseWhatIsNotEnforced(Policy policy) throws InvalidPolicyException {
        boolean keepsAll = policy.limits().stream().allMatch(limit -> limit.isObserved() || limit.isEnforceable());
        if (!keepsAll) {
            String which = policy.warnings().stream()
                    .filter(each -> each.contains(Code.NOT_ENFORCED.id()))
                    .collect(Collectors.joining("\n"));
            throw new InvalidPolicyException(
                    policy.files().get(0) + ": error: there are limits that this version cannot enforce\n" + which,
                    policy.files());
        }
    }

    private Vocabulary vocabulary() throws InvalidPolicyException {
        Path file = repliesFile();
        return file == null ? Vocabulary.standard() : PolicyFile.readReplies(file);
    }

    /** The file with the replies, null if there is none. */
    @Nullable
    Path repliesFile() {
        if (replies != null) {
            return replies;
        }
        Path beside = policy.resolveSibling("replies.yaml");
        return Files.exists(beside) ? beside : null;
    }

    /** All files whose change is of interest, those among them that are not there yet too. */
    List<Path> watched(Ruling ruling) {
        List<Path> all =
                new ArrayList<>(List.of(policy, replies == null ? policy.resolveSibling("replies.yaml") : replies));
        all.addAll(ruling.policy().files());
        Path shadow = candidate;
        if (shadow != null) {
            all.add(shadow);
        }
        Policy other = ruling.candidate();
        if (other != null) {
            all.addAll(other.files());
        }
        return all.stream().distinct().toList();
    }
}
