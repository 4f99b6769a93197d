package org.portreeve.ftp.reload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.InvalidPolicyException;
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
 * NAME.request          a wish of the command line: {@code reload} or {@code status}
 * NAME.answer           the status after it was granted
 * </pre>
 */
public final class StateDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";
    private static final int LONGEST_REQUEST = 100;

    private final Path directory;
    private final Status status;
    private final LastGood lastGood;
    private boolean complained;

    public StateDirectory(Path directory, Status status) {
        this.directory = directory;
        this.status = status;
        this.lastGood = new LastGood(directory);
    }

    /** The directory of a policy file, where nobody says otherwise: {@code policy.yaml.state}. */
    public static Path beside(Path policy) {
        return policy.resolveSibling(policy.getFileName() + ".state");
    }

    /** Keeps copies of the files that are in force. */
    void keep(PolicyFiles files, Ruling ruling) {
        attempt("no copy of the policy can be kept for the next start", () -> lastGood.keep(files, ruling));
    }

    void publish(Outcome last) {
        attempt("the status cannot be written", () -> write("status.json", status.json(last)));
    }

    /** Grants what the command line asked for. */
    void answerRequests(Supplier<Outcome> reload, Supplier<Outcome> last) {
        try (DirectoryStream<Path> requests = Files.newDirectoryStream(directory, "*" + REQUEST)) {
            for (Path request : requests) {
                String wish = wish(request);
                Files.deleteIfExists(request);
                Optional<Outcome> outcome = switch (wish) {
                    case "reload" -> Optional.of(reload.get());
                    case "status" -> Optional.of(last.get());
                    default -> Optional.empty();
                };
                String name = request.getFileName().toString();
                String answer = name.substring(0, name.length() - REQUEST.length()) + ANSWER;
                if (outcome.isPresent()) {
                    write(answer, status.json(outcome.get()));
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no state directory", e);
        } catch (IOException e) {
            complain("the command line cannot be answered", e);
        }
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

    private void attempt(String otherwise, Work work) {
        try {
            create(directory);
            work.run();
        } catch (IOException | RuntimeException e) {
            complain(otherwise, e);
        }
    }

    private void complain(String what, Exception e) {
        if (!complained) {
            complained = true;
            LOG.warn("{} in {}: {}", what, directory, e.toString());
        }
    }

    /** Makes a directory that is its owner's alone. */
    static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void write(String name, String text) throws IOException {
        replace(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file so that whoever looks sees the old one or the new one, also after a crash. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What was in force last, read again from the copies; nothing if they are not what was kept. */
    public static Optional<Ruling> restore(Path directory, PolicyReader reader, Instant now) {
        Optional<LastGood.Copies> found = new LastGood(directory).find();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LastGood.Copies copies = found.get();
        try {
            Ruling ruling = new PolicyFiles(copies.policy(), copies.replies(), null, reader)
                    .read(now)
                    .ruling();
            return Optional.of(ruling).filter(each -> each.policy().hash().equals(copies.hash()));
        } catch (InvalidPolicyException e) {
            LOG.error("the last good policy cannot be used either:\n{}", e.getMessage());
            return Optional.empty();
        }
    }
}
