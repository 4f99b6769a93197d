package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.portreeve.status.StateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where unfinished uploads of this server lie, so that a server that is killed can be cleaned up after at the next start.
 *
 * <p>The names of unfinished uploads carry the server's id, which no other ever has. A file in the state directory, locked
 * as long as the server lives, names the directories that it has put such uploads in, each once. Whoever finds such a file
 * without a lock deletes the uploads of that id, and nothing else: what another server has under way, on the same homes or
 * with the same state directory, has another id.
 */
public final class StageJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StageJournal.class);
    private static final String PREFIX = "uploads-";
    private static final String SUFFIX = ".journal";
    private static final int LARGEST = 64 << 20;

    private final String id;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();
    private final @Nullable Path file;
    private final @Nullable FileChannel out;

    private StageJournal(String id, @Nullable Path file, @Nullable FileChannel out) {
        this.id = id;
        this.file = file;
        this.out = out;
    }

    /** A server without a state directory cannot be cleaned up after, and serves on. */
    public static StageJournal open(Path stateDirectory) {
        String id = UUID.randomUUID().toString();
        try {
            StateFiles.create(stateDirectory);
            Path file = stateDirectory.toAbsolutePath().resolve(PREFIX + id + SUFFIX);
            FileChannel out = StateFiles.createFile(file);
            if (out.tryLock() == null) {
                out.close();
                throw new IOException(file + " cannot be locked");
            }
            return new StageJournal(id, file, out);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "unfinished uploads of a server that is killed will stay, for want of a journal: {}", e.toString());
            return new StageJournal(id, null, null);
        }
    }

    // ---- keeping it

    /** A name for an unfinished upload in a directory. */
    String freshName(Path directory) {
        FileChannel journal = out;
        if (journal != null && known.add(directory)) {
            note(journal, directory);
        }
        return HiddenNames.fresh(id);
    }

    /** A name where nobody can clean up without the user to whom the file system belongs. */
    String freshName() {
        return HiddenNames.fresh(id);
    }

    private synchronized void note(FileChannel journal, Path directory) {
        try {
            ByteBuffer line = ByteBuffer.wrap((directory + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                journal.write(line);
            }
            journal.force(false);
        } catch (IOException e) {
            LOG.warn("an unfinished upload would stay in {}: {}", directory, e.toString());
        }
    }

    /** Forgets it all; what is still under way is seen to at the next start. */
    @Override
    public synchronized void close() {
        if (out == null || file == null) {
            return;
        }
        try (out) {
            if (!UploadsUnderWay.anyHidden(id)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("closing the journal", e);
        }
    }

    // ---- cleaning up after others

    /** Deletes what servers that live no more have left behind. */
    public void sweep() {
        if (file == null) {
            return;
        }
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(file.getParent(), PREFIX + "*" + SUFFIX)) {
            for (Path journal : journals) {
                if (!journal.equals(file)) {
                    sweep(journal);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("what killed servers left behind stays: {}", e.toString());
        }
    }

    private static void sweep(Path journal) throws IOException {
        String name = journal.getFileName().toString();
        String id = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return; // it lives
            }
            String lines = new String(StateFiles.read(journal, LARGEST), StandardCharsets.UTF_8);
            lines.lines().map(Path::of).forEach(directory -> sweep(directory, id));
            Files.deleteIfExists(journal);
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} belongs to another server in this process", journal);
        }
    }

    private static void sweep(Path directory, String id) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, path -> isOf(path, id))) {
            for (Path leftover : found) {
                Files.deleteIfExists(leftover);
                LOG.info("deleted what is left of an upload that a killed server had under way: {}", leftover);
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("{} is not looked through for unfinished uploads: {}", directory, e.toString());
        }
    }

    private static boolean isOf(Path path, String id) {
        return HiddenNames.isOf(path.getFileName().toString(), id)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && !UploadsUnderWay.isHidden(path);
    }
}
