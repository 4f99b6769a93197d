package org.portreeve.ftp.data;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The first record that a TLS client sends (RFC 8446 §4.1.2), read for nothing but an explanation of why a handshake
 * failed. Nothing is decided by it.
 */
final class ClientHello {

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int RECORD_HEADER = 5;
    private static final int MAX = 16 * 1024;

    private ClientHello() {}

    /** Whether what came can be the beginning of TLS at all. */
    static boolean isTls(ByteBuffer received) {
        return received.hasRemaining() && received.get(received.position()) == HANDSHAKE;
    }

    /** Names what the client offers, or says that it cannot be read. Never fails. */
    static String describe(ByteBuffer received) {
        try {
            Set<Integer> versions = versions(received.duplicate());
            return "the client offers "
                    + versions.stream().map(ClientHello::name).collect(Collectors.joining(", "));
        } catch (RuntimeException e) {
            return "the client's offer cannot be read";
        }
    }

    private static Set<Integer> versions(ByteBuffer in) {
        in.position(in.position() + RECORD_HEADER);
        if (in.get() != CLIENT_HELLO) {
            throw new IllegalArgumentException("no ClientHello");
        }
        skip(in, 3);
        int legacy = in.getShort() & 0xFFFF;
        skip(in, 32);
        skip(in, in.get() & 0xFF); // session id
        skip(in, in.getShort() & 0xFFFF); // cipher suites
        skip(in, in.get() & 0xFF); // compression
        Set<Integer> versions = new TreeSet<>();
        versions.add(legacy);
        if (in.remaining() < 2) {
            return versions;
        }
        int end = Math.min(MAX, in.getShort() & 0xFFFF) + in.position();
        while (in.position() + 4 <= end) {
            int type = in.getShort() & 0xFFFF;
            int length = in.getShort() & 0xFFFF;
            if (type == SUPPORTED_VERSIONS) {
                versions.clear();
                for (int left = in.get() & 0xFF; left >= 2; left -= 2) {
                    versions.add(in.getShort() & 0xFFFF);
                }
                return versions;
            }
            skip(in, length);
        }
        return versions;
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }

    private static String name(int version) {
        return switch (version) {
            case 0x0300 -> "SSLv3";
            case 0x0301 -> "TLSv1";
            case 0x0302 -> "TLSv1.1";
            case 0x0303 -> "TLSv1.2";
            case 0x0304 -> "TLSv1.3";
            default -> "0x" + Integer.toHexString(version);
        };
    }
}
