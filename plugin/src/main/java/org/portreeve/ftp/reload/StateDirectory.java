package org.portreeve.ftp.reload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.portreeve.ftp.file.Scan;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.status.StateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in which a running server keeps the last good policy, tells its status, and finds the wishes of the command
 * line. Only its owner can read it. Without it the server serves on, and says what it cannot do.
 *
 * <pre>
 * status.json           what is in force, written anew after each attempt to load
 * last-good             names the directory with the last good files
 * good-HASH/            those files, see {@link LastGood}
 * NAME.request          a wish of the command line: {@code reload}, {@code status}, {@code scan}, {@code scan USER} or
 *                       {@code scanned}
 * NAME.answer           the status after it was granted, or how far the scan is; swept away if nobody fetches it
 * </pre>
 */
public final class StateDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String SCAN = "scan";
    private static final int LONGEST_REQUEST = 1_000;
    private static final Duration UNCLAIMED = Duration.ofMinutes(10);

    private final Path directory;
    private final Status status;
    private final Scan scan;
    private final LastGood lastGood;
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    public StateDirectory(Path directory, Status status, Scan scan) {
        this.directory = directory;
        this.status = status;
        this.scan = scan;
        this.lastGood = new LastGood(directory);
    }

    /** Keeps copies of the files that are in force; false if that did not work, and another attempt is due. */
    boolean keep(PolicyFiles files, Ruling ruling) {
        return attempt("no copy of the policy can be kept for the next start", () -> lastGood.keep(files, ruling));
    }

    void publish(Outcome last) {
        attempt("the status cannot be written", () -> write("status.json", status.json(last)));
    }

    /** Grants what the command line asked for. What cannot be read keeps nobody else from his answer. */
    void answerRequests(Supplier<Outcome> reload, Supplier<Outcome> last, Instant now) {
        try {
            for (Path request : found(StateFiles.REQUEST)) {
                try {
                    answer(request, reload, last);
                } catch (IOException e) {
                    complain("the command line cannot be answered", e);
                }
            }
            for (Path answer : found(StateFiles.ANSWER)) {
                if (Files.getLastModifiedTime(answer).toInstant().isBefore(now.minus(UNCLAIMED))) {
                    Files.deleteIfExists(answer);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no state directory", e);
        } catch (IOException e) {
            complain("the command line cannot be answered", e);
        }
    }

    private List<Path> found(String end) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + end)) {
            files.forEach(found::add);
        }
        return found;
    }

    private void answer(Path request, Supplier<Outcome> reload, Supplier<Outcome> last) throws IOException {
        String wish = wish(request);
        Files.deleteIfExists(request);
        Optional<String> told = tell(wish, reload, last);
        String name = request.getFileName().toString();
        String answer = name.substring(0, name.length() - StateFiles.REQUEST.length()) + StateFiles.ANSWER;
        if (told.isPresent()) {
            write(answer, told.get());
        }
    }

    private Optional<String> tell(String wish, Supplier<Outcome> reload, Supplier<Outcome> last) {
        return switch (wish) {
            case "reload" -> Optional.of(status.json(reload.get()));
            case "status" -> Optional.of(status.json(last.get()));
            case "scanned" -> Optional.of(scan.json());
            default ->
                wish.equals(SCAN) || wish.startsWith(SCAN + " ")
                        ? Optional.of(scan.begin(wish.substring(SCAN.length()).strip()))
                        : Optional.empty();
        };
    }

    private static String wish(Path request) throws IOException {
        if (!Files.isRegularFile(request) || Files.size(request) > LONGEST_REQUEST) {
            return "";
        }
        return Files.readString(request, StandardCharsets.UTF_8).strip();
    }

    private interface Work {
        void run() throws IOException;
    }

    private boolean attempt(String otherwise, Work work) {
        try {
            StateFiles.create(directory);
            work.run();
            complaints.remove(otherwise);
            return true;
        } catch (IOException | RuntimeException e) {
            complain(otherwise, e);
            return false;
        }
    }

    /** Once, until it has worked again. */
    private void complain(String what, Exception e) {
        if (complaints.add(what)) {
            LOG.warn("{} in {}: {}", what, directory, e.toString());
        }
    }

    private void write(String name, String text) throws IOException {
        StateFiles.replace(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What was in force last, read again from the copies.
     *
     * @throws InvalidPolicyException if there is nothing, or it is not what was kept; says which
     */
    public static Ruling restore(Path directory, PolicyReader reader, Instant now) throws InvalidPolicyException {
        Optional<LastGood.Copies> found = new LastGood(directory).find();
        if (found.isEmpty()) {
            throw noLastGood("there is no copy of a good policy in " + directory, List.of());
        }
        LastGood.Copies copies = found.get();
        try {
            Ruling ruling = new PolicyFiles(copies.policy(), copies.replies(), null, reader)
                    .read(now)
                    .ruling();
            if (!ruling.policy().hash().equals(copies.hash()) || !copies.hasItsReplies()) {
                throw noLastGood(
                        "the copy of the last good policy in " + directory + " was changed, so it is not used",
                        List.of());
            }
            return ruling;
        } catch (IOException e) {
            throw noLastGood("the copy of the last good policy cannot be read: " + e, List.of());
        } catch (InvalidPolicyException e) {
            throw e.files().isEmpty()
                    ? e
                    : noLastGood(
                            "the copy of the last good policy cannot be used either:\n" + e.getMessage(), e.files());
        }
    }

    private static InvalidPolicyException noLastGood(String why, List<Path> files) {
        return new InvalidPolicyException(why, files);
    }
}
