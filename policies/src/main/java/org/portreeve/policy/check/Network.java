package org.portreeve.policy.check;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.portreeve.policy.AddressLiteral;

/**
 * A block of addresses.
 *
 * @param v4 IPv4, else IPv6
 * @param first the lowest address in it
 * @param last the highest
 */
public record Network(boolean v4, BigInteger first, BigInteger last) {

    /** What an address with a mask means: a network, or one with bits left over beyond its mask. */
    record Parsed(Network network, boolean hasBitsBeyondMask, String tidy, String host) {}

    /** Reads {@code 192.0.2.0/24}, {@code 192.0.2.1}, {@code 2001:db8::/32}. Never asks a name server. */
    static Optional<Parsed> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> address = AddressLiteral.parse(host);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        boolean v4 = address.get() instanceof Inet4Address;
        int width = v4 ? 32 : 128;
        int mapped = v4 && host.indexOf(':') >= 0 ? 96 : 0;
        Optional<Integer> mask = slash < 0 ? Optional.of(width) : mask(text.substring(slash + 1), mapped, width);
        return mask.map(bits -> block(address.get(), v4, width, bits));
    }

    private static Parsed block(InetAddress address, boolean v4, int width, int bits) {
        BigInteger value = new BigInteger(1, address.getAddress());
        BigInteger hosts = BigInteger.ONE.shiftLeft(width - bits).subtract(BigInteger.ONE);
        BigInteger first = value.andNot(hosts);
        Network network = new Network(v4, first, first.or(hosts));
        return new Parsed(network, !first.equals(value), show(first, width) + "/" + bits, show(value, width));
    }

    private static Optional<Integer> mask(String digits, int mapped, int width) {
        if (digits.isEmpty() || digits.length() > 3 || !isDecimal(digits)) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(digits) - mapped;
        return bits >= 0 && bits <= width ? Optional.of(bits) : Optional.empty();
    }

    private static boolean isDecimal(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String show(BigInteger value, int width) {
        byte[] bytes = new byte[width / 8];
        byte[] raw = value.toByteArray();
        int length = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
