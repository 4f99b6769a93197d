package org.portreeve.ftp.reload;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.status.StateFiles;

/**
 * Copies of the files that were in force last, for a start at which the files themselves cannot be used. They lie in a
 * directory of their own, in the places that they have to each other, so that one includes the other as before; a small
 * file that is replaced in one step names the directory, the files and the policy's hash.
 */
final class LastGood {

    private static final String POINTER = "last-good";
    private static final String PREFIX = "good-";

    private final Path state;

    LastGood(Path state) {
        this.state = state;
    }

    /**
     * What was kept.
     *
     * @param replies null if there were none
     * @param hash of the policy as it was in force
     */
    record Copies(Path policy, @Nullable Path replies, String hash) {}

    /** @throws IOException if they cannot be kept, or are not what is in force any more */
    void keep(PolicyFiles files, Ruling ruling) throws IOException {
        Path policy = files.policy().toAbsolutePath().normalize();
        Path replies = files.repliesFile();
        List<Path> all = new ArrayList<>(List.of(policy));
        ruling.policy().files().forEach(file -> all.add(file.toAbsolutePath().normalize()));
        if (replies != null) {
            all.add(replies.toAbsolutePath().normalize());
        }
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Path file : all) {
            contents.putIfAbsent(file, Files.readAllBytes(file));
        }
        Path root = commonRoot(List.copyOf(contents.keySet()));
        Path directory = state.resolve(
                PREFIX + ruling.policy().hash() + "-" + ruling.since().toEpochMilli());
        for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
            Path copy = directory.resolve(root.relativize(file.getKey()).toString());
            StateFiles.create(Objects.requireNonNull(copy.getParent()));
            StateFiles.replace(copy, file.getValue());
        }
        String main = root.relativize(policy).toString();
        verify(files, directory.resolve(main), ruling);
        StringBuilder pointer = new StringBuilder();
        line(pointer, "directory", directory.getFileName().toString());
        line(pointer, "policy", main);
        line(pointer, "hash", ruling.policy().hash());
        if (replies != null) {
            line(
                    pointer,
                    "replies",
                    root.relativize(replies.toAbsolutePath().normalize()).toString());
        }
        StateFiles.replace(state.resolve(POINTER), pointer.toString().getBytes(StandardCharsets.UTF_8));
        removeOthers(directory);
    }

    private static void verify(PolicyFiles files, Path copy, Ruling ruling) throws IOException {
        try {
            if (!files.reader().read(copy).hash().equals(ruling.policy().hash())) {
                throw new IOException("the files have changed again");
            }
        } catch (InvalidPolicyException e) {
            throw new IOException("the files have changed again", e);
        }
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }

    private static Path commonRoot(List<Path> files) {
        Path root = files.get(0);
        do {
            root = Objects.requireNonNull(root.getParent());
        } while (!holdsAll(root, files));
        return root;
    }

    private static boolean holdsAll(Path root, List<Path> files) {
        return files.stream().allMatch(file -> file.startsWith(root));
    }

    private void removeOthers(Path kept) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(state, PREFIX + "*")) {
            for (Path other : others) {
                if (!other.getFileName().equals(kept.getFileName())) {
                    delete(other);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** What was kept last; nothing if there is nothing, or nothing that can be read. */
    Optional<Copies> find() {
        try {
            Properties pointer = new Properties();
            pointer.load(new StringReader(Files.readString(state.resolve(POINTER), StandardCharsets.UTF_8)));
            Path directory = state.resolve(pointer.getProperty("directory", ""));
            String replies = pointer.getProperty("replies");
            return Optional.of(new Copies(
                    directory.resolve(pointer.getProperty("policy", "")),
                    replies == null ? null : directory.resolve(replies),
                    pointer.getProperty("hash", "")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
