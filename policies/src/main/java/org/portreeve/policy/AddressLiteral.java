package org.portreeve.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IP address as people write it. */
public final class AddressLiteral {
    private static final String V6 = "0123456789abcdefABCDEF:.";

    private AddressLiteral() {}

    /** The address, or nothing for anything else, host names included. Never asks a name server. */
    public static Optional<InetAddress> parse(String text) {
        boolean v6 = text.indexOf(':') >= 0 && text.chars().allMatch(c -> V6.indexOf(c) >= 0);
        if (!v6 && !isDottedQuad(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isDottedQuad(String text) {
        String[] parts = text.split("\\.", -1);
        boolean quad = parts.length == 4;
        for (String part : parts) {
            boolean leadingZero = part.length() > 1 && part.startsWith("0");
            quad &= !part.isEmpty() && part.length() <= 3 && !leadingZero;
            quad = quad && part.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(part) <= 255;
        }
        return quad;
    }
}
