package org.portreeve.policy.check;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** The network that somebody means who writes it with stars or with a mask of dots. */
    static Optional<String> meant(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length == 1) {
            String[] numbers = text.split("\\.", -1);
            int stars = (int)
                    Arrays.stream(numbers).filter(each -> each.equals("*")).count();
            int known = numbers.length - stars;
            boolean atTheEnd = stars > 0 && known > 0 && Arrays.asList(numbers).indexOf("*") == known;
            String zeros =
                    String.join(".", Arrays.asList(numbers).subList(0, known)) + ".0".repeat(Math.max(0, 4 - known));
            return atTheEnd
                            && numbers.length <= 4
                            && AddressLiteral.parse(zeros).isPresent()
                    ? Optional.of(zeros + "/" + 8 * known)
                    : Optional.empty();
        }
        Optional<BigInteger> mask = AddressLiteral.parse(parts[1])
                .filter(Inet4Address.class::isInstance)
                .map(each -> new BigInteger(1, each.getAddress()));
        int bits = mask.map(BigInteger::bitCount).orElse(0);
        BigInteger whole = BigInteger.ONE.shiftLeft(32);
        return mask.filter(each -> each.equals(whole.subtract(BigInteger.ONE.shiftLeft(32 - bits))))
                .flatMap(each -> parse(parts[0] + "/" + bits))
                .map(Parsed::tidy);
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
        if (width == 128) {
            return showShort(value);
        }
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

    /** As RFC 5952 wants it: the longest run of zeros is left out. */
    private static String showShort(BigInteger value) {
        List<String> groups = IntStream.rangeClosed(1, 8)
                .mapToObj(group -> value.shiftRight(16 * (8 - group)).and(BigInteger.valueOf(0xFFFF)))
                .map(group -> group.toString(16))
                .toList();
        String text = ":" + String.join(":", groups) + ":";
        for (int length = 8; length >= 2; length--) {
            String zeros = ":" + "0:".repeat(length);
            int at = text.indexOf(zeros);
            if (at >= 0) {
                String before = text.substring(Math.min(1, at), at);
                String behind = text.substring(at + zeros.length());
                return before + "::" + behind.substring(0, Math.max(0, behind.length() - 1));
            }
        }
        return text.substring(1, text.length() - 1);
    }
}
