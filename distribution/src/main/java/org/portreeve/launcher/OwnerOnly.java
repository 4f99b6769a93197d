package org.portreeve.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;

/** Files and directories that only their owner may read, so from their first moment. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Makes the directory and those above it that are missing; one that exists keeps its permissions. */
    static void directory(Path directory) throws IOException {
        Files.createDirectories(directory, attribute(directory.getFileSystem(), "rwx------"));
    }

    /** Writes the whole file or none; never over one that is there. */
    static void file(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path directory = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(
                directory, file.getFileName() + ".", ".part", attribute(file.getFileSystem(), "rw-------"));
        try {
            Files.write(part, content);
            rename(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void file(Path file, String content) throws IOException {
        file(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void rename(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part); // unlike a rename, fails when another start was quicker
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException e) {
            Files.move(part, file);
        }
    }

    private static FileAttribute<?> attribute(FileSystem files, String permissions) throws IOException {
        if (files.supportedFileAttributeViews().contains("posix")) {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        }
        UserPrincipal owner =
                files.getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name"));
        return new OwnerAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }

    private record OwnerAcl(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {
        @Override
        public String name() {
            return "acl:acl";
        }
    }
}
