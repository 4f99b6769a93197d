package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.jspecify.annotations.Nullable;

/**
 * Whose homes are one, or lie one in the other, so that what one user changes is seen by others. Knows the native homes that
 * it was told of. Safe for any number of threads.
 */
final class Neighbours {

    /** By real path, which ends with a separator. */
    private final NavigableMap<String, Set<String>> users = new TreeMap<>();

    private final Map<String, String> homes = new HashMap<>();
    private volatile boolean any;

    /** A user who sees a file, and by which absolute virtual path. */
    record Sight(String user, String path) {}

    /** Tells of a user's home. */
    void add(String user, FileSystemView view) {
        String home = home(view);
        if (home == null) {
            return;
        }
        synchronized (this) {
            String before = homes.put(user, home);
            if (home.equals(before)) {
                return;
            }
            if (before != null) {
                users.getOrDefault(before, new TreeSet<>()).remove(user);
            }
            users.computeIfAbsent(home, unused -> new TreeSet<>()).add(user);
            any |= overlaps(home);
        }
    }

    private boolean overlaps(String home) {
        String next = users.higherKey(home);
        if ((next != null && next.startsWith(home))
                || users.getOrDefault(home, Set.of()).size() > 1) {
            return true;
        }
        for (String above = above(home); above != null; above = above(above)) {
            if (users.containsKey(above)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String home(FileSystemView view) {
        try {
            return view.getFile("/").getPhysicalFile() instanceof File file ? directory(file.toPath()) : null;
        } catch (FtpException | IOException e) { // there is none yet: nobody else has files in it
            return null;
        }
    }

    private static String directory(Path path) throws IOException {
        String real = path.toRealPath().toString();
        return real.endsWith(File.separator) ? real : real + File.separator;
    }

    private static @Nullable String above(String directory) {
        int last = directory.lastIndexOf(File.separatorChar, directory.length() - 2);
        return last < 0 ? null : directory.substring(0, last + 1);
    }

    /** Whether a file can be seen by several users at all. */
    boolean any() {
        return any;
    }

    /**
     * All who see a file.
     *
     * @param real its real path
     */
    synchronized Set<Sight> of(String real) {
        Set<Sight> all = new LinkedHashSet<>();
        for (String above = above(real + File.separator); above != null; above = above(above)) {
            int home = above.length();
            for (String user : users.getOrDefault(above, Set.of())) {
                all.add(new Sight(user, "/" + real.substring(home).replace(File.separatorChar, '/')));
            }
        }
        return all;
    }
}
