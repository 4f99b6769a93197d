package org.portreeve.ftp.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys as they come in PEM: PKCS#8 (RFC 5958), PKCS#1 for RSA (RFC 8017) and SEC1 for EC (RFC 5915). */
final class PrivateKeys {

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int CURVE = 0xA0;

    /** INTEGER 0. */
    private static final byte[] VERSION = {2, 1, 0};

    /** rsaEncryption (1.2.840.113549.1.1.1), and NULL. */
    private static final byte[] RSA = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};

    /** ecPublicKey (1.2.840.10045.2.1). */
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private PrivateKeys() {}

    static boolean isKey(Pem block) {
        return block.label().endsWith("PRIVATE KEY");
    }

    /** @throws IOException if it is none that Java can use; says nothing of what is in it */
    static PrivateKey read(Pem block) throws IOException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> ofPkcs8(block.der());
            case "RSA PRIVATE KEY" -> ofPkcs8(wrap(RSA, block.der()));
            case "EC PRIVATE KEY" -> ofPkcs8(wrap(join(EC, curve(block.der())), block.der()));
            case "ENCRYPTED PRIVATE KEY" ->
                throw new IOException("the private key is encrypted; take the password away with"
                        + " `openssl pkey -in OLD -out NEW` and close the file to others");
            default ->
                throw new IOException(
                        "a private key of the kind `" + block.label() + "` cannot be used; `openssl pkey` converts it");
        };
    }

    private static PrivateKey ofPkcs8(byte[] der) throws IOException {
        for (String algorithm : ALGORITHMS) {
            try { // one after the other: the encoding is the same for all
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException otherKind) {
                // the next one may know it
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java has no " + algorithm + " keys");
            }
        }
        throw new IOException("the private key is damaged, or of a kind that Java does not know");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return tag(SEQUENCE, join(VERSION, tag(SEQUENCE, algorithm), tag(OCTETS, key)));
    }

    /** The object identifier of the curve in a SEC1 key. */
    private static byte[] curve(byte[] sec1) throws IOException {
        try {
            ByteBuffer key = ByteBuffer.wrap(sec1);
            next(key);
            ByteBuffer parts = key;
            while (parts.hasRemaining()) {
                int tag = parts.get(parts.position()) & 0xFF;
                int length = next(parts);
                if (tag == CURVE && (parts.get(parts.position()) & 0xFF) == OID) {
                    byte[] oid = new byte[length];
                    parts.get(oid);
                    return oid;
                }
                parts.position(parts.position() + length);
            }
        } catch (RuntimeException e) {
            throw new IOException("the private key is damaged");
        }
        throw new IOException("the private key does not name its curve; `openssl pkey` converts it");
    }

    /** Reads tag and length, and tells the length. */
    private static int next(ByteBuffer der) {
        der.get();
        int first = der.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = (length << 8) | (der.get() & 0xFF);
        }
        return length;
    }

    private static byte[] tag(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
