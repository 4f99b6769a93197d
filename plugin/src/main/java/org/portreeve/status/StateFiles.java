package org.portreeve.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The files through which a running server and the command line talk. Only their owner can read them. */
public final class StateFiles {

    /** How the name of a wish ends: {@code reload} or {@code status}. */
    public static final String REQUEST = ".request";

    /** How the name of the answer to it ends. */
    public static final String ANSWER = ".answer";

    private static final String UNFINISHED = ".new";

    private StateFiles() {}

    /** The directory of a policy file, where nobody says otherwise: {@code policy.yaml.state}. */
    public static Path beside(Path policy) {
        return policy.resolveSibling(policy.getFileName() + ".state");
    }

    /**
     * Makes a directory that is its owner's alone.
     *
     * @throws IOException also if it is there and others can write to it: they could have anything read
     */
    public static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } else if (isPosix(directory) && isOpen(Files.getPosixFilePermissions(directory))) {
            throw new IOException("others than its owner can write to " + directory + ": chmod go-w it");
        }
    }

    private static boolean isOpen(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * The bytes of a plain file.
     *
     * @throws IOException also if it is something else, a pipe for instance, or larger than {@code most} bytes
     */
    public static byte[] read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a plain file: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("too large: " + file);
            }
            return bytes;
        }
    }

    /** Writes a file so that whoever looks sees the old one or the new one, also after a crash. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(fresh); // what a crash left; never follow what somebody put there
        try (FileChannel out = createFile(fresh)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        giveToOwnerOfDirectory(fresh);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes a file that is not there yet, to be written on and on. */
    public static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersAlone(file));
    }

    private static FileAttribute<?>[] ownersAlone(Path file) throws IOException {
        return isPosix(directoryOf(file))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** What root puts there has to be readable for the server, which is not root. */
    private static void giveToOwnerOfDirectory(Path file) throws IOException {
        Path directory = directoryOf(file);
        if (isPosix(directory) && !Files.getOwner(directory).equals(Files.getOwner(file))) {
            Files.setOwner(file, Files.getOwner(directory));
        }
    }

    private static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? file : directory;
    }

    private static boolean isPosix(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix");
    }
}
