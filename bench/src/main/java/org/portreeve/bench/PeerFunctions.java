package org.portreeve.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a house would add to a general engine of rules: paths and networks. Each pattern is compiled once and then looked up
 * by its text.
 */
final class PeerFunctions {
    private final Map<String, PathGlob> globs = new ConcurrentHashMap<>();
    private final Map<String, Block> blocks = new ConcurrentHashMap<>();

    private record Block(long first, int width) {

        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            int width = 32 - Integer.parseInt(cidr.substring(slash + 1));
            long first = 0;
            for (String each : cidr.substring(0, slash).split("\\.", -1)) {
                first = first << 8 | Integer.parseInt(each);
            }
            return new Block(first >> width, width);
        }
    }

    boolean glob(String path, String glob, String user) {
        return globs.computeIfAbsent(glob, PathGlob::of).matches(path, user);
    }

    boolean within(long address, String cidr) {
        Block block = blocks.computeIfAbsent(cidr, Block::of);
        return address >> block.width() == block.first();
    }

    /** An IPv4 address as the peers are given it, so that none of them has to read text. */
    static long number(byte[] address) {
        long number = 0;
        for (byte each : address) {
            number = number << 8 | (each & 0xff);
        }
        return number;
    }
}
