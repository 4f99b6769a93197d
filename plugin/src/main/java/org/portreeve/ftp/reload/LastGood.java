package org.portreeve.ftp.reload;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
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
import org.portreeve.policy.PolicyFile;
import org.portreeve.status.StateFiles;

/**
 * Copies of the files that were in force last, for a start at which the files themselves cannot be used. They lie in a
 * directory of their own, in the places that they have to each other, so that one includes the other as before; a small
 * file that is replaced in one step names the directory, the files and the policy's hash.
 */
final class LastGood {

    private static final String POINTER = "last-good";
    private static final String PREFIX = "good-";
    private static final int LARGEST = 4 << 20;

    private final Path state;

    LastGood(Path state) {
        this.state = state;
    }

    /**
     * What was kept.
     *
     * @param replies null if there were none
     * @param hash of the policy as it was in force
     * @param repliesHash SHA-256 of the replies, if there were any
     */
    record Copies(Path policy, @Nullable Path replies, String hash, String repliesHash) {

        /** Whether the replies are what was kept; those of the policy are for its own hash to tell. */
        boolean hasItsReplies() throws IOException {
            return replies == null || sha256(StateFiles.read(replies, LARGEST)).equals(repliesHash);
        }
    }

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
            contents.putIfAbsent(file, StateFiles.read(file, LARGEST));
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
        Path repliesCopy = replies == null
                ? null
                : directory.resolve(
                        root.relativize(replies.toAbsolutePath().normalize()).toString());
        verify(files, directory.resolve(main), repliesCopy, ruling);
        StringBuilder pointer = new StringBuilder();
        line(pointer, "directory", directory.getFileName().toString());
        line(pointer, "policy", main);
        line(pointer, "hash", ruling.policy().hash());
        if (replies != null) {
            byte[] text = contents.get(replies.toAbsolutePath().normalize());
            line(pointer, "replies-hash", sha256(Objects.requireNonNull(text)));
            line(
                    pointer,
                    "replies",
                    root.relativize(replies.toAbsolutePath().normalize()).toString());
        }
        StateFiles.replace(state.resolve(POINTER), pointer.toString().getBytes(StandardCharsets.UTF_8));
        removeOthers(directory);
    }

    private static void verify(PolicyFiles files, Path copy, @Nullable Path replies, Ruling ruling) throws IOException {
        try {
            boolean same =
                    files.reader().read(copy).hash().equals(ruling.policy().hash())
                            && (replies == null
                                    || PolicyFile.readReplies(replies).equals(ruling.vocabulary()));
            if (!same) {
                throw new IOException("the files have changed again");
            }
        } catch (InvalidPolicyException e) {
            throw new IOException("the files have changed again", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
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
                    pointer.getProperty("hash", ""),
                    pointer.getProperty("replies-hash", "")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
