package org.portreeve.ftp.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that an admin names.
 *
 * @param certificate PEM with the server's certificate first and its issuers behind it, or a key store
 * @param privateKey PEM with its key; null if that is in the same file
 * @param password of the key store; null for none
 * @param trusted PEM with those who may issue certificates of clients; null if clients are not asked for any
 * @param revoked certificate revocation lists, PEM or DER; null for none
 * @param revocation what comes of a client whose standing cannot be told
 */
public record TlsFiles(
        Path certificate,
        @Nullable Path privateKey,
        @Nullable String password,
        @Nullable Path trusted,
        @Nullable Path revoked,
        Revocation revocation) {

    /** What comes of a client certificate when its issuer's revocation list is missing, out of date or cannot be read. */
    public enum Revocation {
        /** It is refused. */
        STRICT,
        /** It is taken, unless what there is of a list names it. */
        LENIENT
    }

    public TlsFiles {
        if (revoked != null && trusted == null) {
            throw new IllegalArgumentException("certificateRevocationList without trustedCertificates");
        }
    }

    /** The password stays out of every log. */
    @Override
    public String toString() {
        return String.valueOf(certificate);
    }

    public List<Path> all() {
        return Stream.of(certificate, privateKey, trusted, revoked)
                .filter(Objects::nonNull)
                .toList();
    }

    Path keyFile() {
        return privateKey == null ? certificate : privateKey;
    }

    boolean isKeyReadableByOthers() {
        try {
            return Files.getPosixFilePermissions(keyFile()).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
