package org.portreeve.policy.eval;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;

/**
 * Finds the networks that an address lies in: one look-up for each length of prefix that the policy has, however many
 * networks there are. A source is the name of a declared network, or a network that is written out in a rule.
 */
final class Sources {
    private final Map<Block, List<Object>> blocks = new HashMap<>();
    private final SortedSet<Integer> lengths4 = new TreeSet<>();
    private final SortedSet<Integer> lengths6 = new TreeSet<>();

    /** All addresses that begin with these bits; the others are zero. */
    private record Block(boolean v4, int length, long high, long low) {}

    Sources(CheckedPolicy policy) {
        policy.networks().forEach((name, networks) -> networks.forEach(network -> add(network, name)));
    }

    /** For building only. */
    void add(Network network, Object source) {
        int width = network.v4() ? 32 : 128;
        int length = width - network.last().subtract(network.first()).bitLength();
        (network.v4() ? lengths4 : lengths6).add(length);
        BigInteger first = network.first();
        Block block =
                new Block(network.v4(), length, first.shiftRight(Long.SIZE).longValue(), first.longValue());
        blocks.computeIfAbsent(block, each -> new ArrayList<>(1)).add(source);
    }

    Set<Object> of(Address address) {
        Set<Object> sources = new HashSet<>();
        for (int length : address.v4() ? lengths4 : lengths6) {
            sources.addAll(blocks.getOrDefault(prefix(address, length), List.of()));
        }
        return sources;
    }

    private static Block prefix(Address address, int length) {
        if (address.v4()) {
            return new Block(true, length, 0, address.low() & (mask(length + 32) & 0xffff_ffffL));
        }
        return new Block(
                false,
                length,
                address.high() & mask(Math.min(length, Long.SIZE)),
                address.low() & mask(Math.max(0, length - Long.SIZE)));
    }

    /** A word whose first bits are set. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
