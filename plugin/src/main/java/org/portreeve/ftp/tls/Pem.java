package org.portreeve.ftp.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468). Text between blocks is skipped, as OpenSSL does.
 */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** What stands behind {@code BEGIN}. */
    String label() {
        return label;
    }

    byte[] der() {
        return der.clone();
    }

    static boolean isPem(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    /** @throws IOException if a block is not base64; says nothing of what is in it */
    static List<Pem> read(byte[] file) throws IOException {
        List<Pem> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            blocks.add(new Pem(block.group(1), decode(block.group(1), block.group(2))));
        }
        return blocks;
    }

    private static byte[] decode(String label, String body) throws IOException {
        if (body.contains("ENCRYPTED")) { // the header of an encrypted key in the old form
            throw new IOException("the private key is encrypted; take the password away with"
                    + " `openssl pkey -in OLD -out NEW` and close the file to others");
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("the block `" + label + "` is not base64");
        }
    }
}
