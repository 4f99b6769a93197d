package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * The native files that uploads of this process are writing at the moment. What is being written is neither moved, nor
 * deleted, nor replaced under the writer's hands: its bytes would be counted twice or not at all.
 */
final class UploadsUnderWay {

    private static final Set<Path> HIDDEN = ConcurrentHashMap.newKeySet();
    private static final ConcurrentMap<Path, OptionalLong> CONTINUED = new ConcurrentHashMap<>();
    private static final Set<Path> NEW_NAMES = ConcurrentHashMap.newKeySet();

    private static final Set<Virtual> VIRTUAL = ConcurrentHashMap.newKeySet();

    /** A hidden file on a file system that is not native: a user's path. */
    record Virtual(String user, String path) {}

    private UploadsUnderWay() {}

    static void beginHidden(Virtual hidden) {
        VIRTUAL.add(hidden);
    }

    static void endHidden(Virtual hidden) {
        VIRTUAL.remove(hidden);
    }

    /** As {@link #touches(FtpFile)}, also on a file system that is not native. */
    static boolean touches(String user, FtpFile file) {
        if (touches(file)) {
            return true;
        }
        if (VIRTUAL.isEmpty() || !file.isDirectory()) {
            return false;
        }
        String below = file.getAbsolutePath() + "/";
        return VIRTUAL.stream()
                .anyMatch(each -> each.user().equals(user) && each.path().startsWith(below));
    }

    static void beginHidden(Path hidden) {
        HIDDEN.add(hidden);
    }

    static void endHidden(Path hidden) {
        HIDDEN.remove(hidden);
    }

    static boolean isHidden(Path hidden) {
        return HIDDEN.contains(hidden);
    }

    /** Whether uploads of that server are under way under hidden names. */
    static boolean anyHidden(String server) {
        return HIDDEN.stream()
                .anyMatch(path -> HiddenNames.isOf(path.getFileName().toString(), server));
    }

    /**
     * Tells that an upload continues a file; false if another one does already.
     *
     * @param before the size that the file had, if what comes is written to the file itself
     */
    static boolean beginContinued(Path real, OptionalLong before) {
        return CONTINUED.putIfAbsent(real, before) == null;
    }

    /** The size of a file without what an upload is adding to it. */
    static long sizeBefore(FtpFile file) {
        OptionalLong before = CONTINUED.isEmpty() || !(file.getPhysicalFile() instanceof File physical)
                ? OptionalLong.empty()
                : CONTINUED.getOrDefault(real(physical.toPath()), OptionalLong.empty());
        return before.isPresent() ? before.getAsLong() : file.getSize();
    }

    static void endContinued(Path real) {
        CONTINUED.remove(real);
    }

    static boolean isContinued(Path real) {
        return CONTINUED.containsKey(real);
    }

    /** Takes a name that is still free, so that two uploads that want a unique name do not find the same. */
    static boolean reserveName(Path name) {
        return NEW_NAMES.add(name);
    }

    static void releaseName(Path name) {
        NEW_NAMES.remove(name);
    }

    /** Whether an upload writes this very file, or anywhere below this directory. */
    static boolean touches(FtpFile file) {
        if (HIDDEN.isEmpty() && CONTINUED.isEmpty()) {
            return false;
        }
        if (!(file.getPhysicalFile() instanceof File physical)) {
            return false;
        }
        Path real = real(physical.toPath());
        return CONTINUED.keySet().stream().anyMatch(path -> path.startsWith(real))
                || (file.isDirectory() && HIDDEN.stream().anyMatch(path -> path.startsWith(real)));
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
