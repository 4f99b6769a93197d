package org.portreeve.policy.eval;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes by the text of a segment, found by a region of a path without taking it out. Immutable. */
final class SegmentMap {
    private static final SegmentMap EMPTY = new SegmentMap(new @Nullable String[0], new @Nullable PathNode[0]);
    private static final int FEW = 4;

    private final @Nullable String[] keys;
    private final @Nullable PathNode[] nodes;

    /** Up to {@link #FEW} slots are searched one by one, else they are a hash table whose size is a power of two. */
    private SegmentMap(@Nullable String[] keys, @Nullable PathNode[] nodes) {
        this.keys = keys;
        this.nodes = nodes;
    }

    static SegmentMap of(Map<String, PathNode.Builder> children) {
        int size = children.size();
        if (size == 0) {
            return EMPTY;
        }
        int capacity = size <= FEW ? size : Integer.highestOneBit(size) * 4;
        SegmentMap map = new SegmentMap(new @Nullable String[capacity], new @Nullable PathNode[capacity]);
        children.forEach((key, builder) -> map.put(key, builder.build()));
        return map;
    }

    private void put(String key, PathNode node) {
        int slot = keys.length <= FEW ? 0 : spread(key.hashCode()) & (keys.length - 1);
        while (keys[slot] != null) {
            slot = (slot + 1) % keys.length;
        }
        keys[slot] = key;
        nodes[slot] = node;
    }

    boolean isEmpty() {
        return keys.length == 0;
    }

    @Nullable
    PathNode find(String path, int from, int to) {
        if (keys.length <= FEW) {
            for (int slot = 0; slot < keys.length; slot++) {
                if (isAt(keys[slot], path, from, to)) {
                    return nodes[slot];
                }
            }
            return null;
        }
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + path.charAt(at); // as String.hashCode does
        }
        int slot = spread(hash) & (keys.length - 1);
        while (keys[slot] != null) {
            if (isAt(keys[slot], path, from, to)) {
                return nodes[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return null;
    }

    private static boolean isAt(@Nullable String key, String path, int from, int to) {
        return key != null && key.length() == to - from && path.startsWith(key, from);
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }
}
