package org.portreeve.ftp.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How files look from outside: enough to notice that one was written, replaced, removed or brought back, whatever way an
 * editor or a deployment tool does it, symbolic links to other places included.
 */
public record Fingerprint(Map<Path, String> looks) {

    public Fingerprint {
        looks = Map.copyOf(looks);
    }

    public static Fingerprint of(List<Path> paths) {
        Map<Path, String> looks = new HashMap<>();
        for (Path path : paths) {
            looks.put(path, look(path));
        }
        return new Fingerprint(looks);
    }

    private static String look(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.lastModifiedTime().toInstant() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }

    /** This one, but with the looks that the files had earlier, as far as they were looked at. */
    Fingerprint asOf(Fingerprint earlier) {
        Map<Path, String> all = new HashMap<>(looks);
        all.replaceAll((path, look) -> earlier.looks.getOrDefault(path, look));
        return new Fingerprint(all);
    }
}
