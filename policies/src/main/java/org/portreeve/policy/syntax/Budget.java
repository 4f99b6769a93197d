package org.portreeve.policy.syntax;

/** What the files of one policy may take up together, so that no file takes the server's memory. For one thread. */
public final class Budget {
    static final int MOST_BYTES = 2 << 20;
    static final int MOST_NODES = 200_000;
    static final int MOST_LINES = 100_000;

    private int bytes = MOST_BYTES;
    private int nodes = MOST_NODES;
    private int lines = MOST_LINES;

    int bytesLeft() {
        return Math.max(0, bytes);
    }

    void takeBytes(int count) {
        bytes -= count;
    }

    boolean isOverdrawn() {
        return bytes < 0;
    }

    /** Whether so many lines still fit; takes them. */
    boolean takeLines(long count) {
        lines -= (int) Math.min(lines + 1L, count);
        return lines >= 0;
    }

    int nodesLeft() {
        return nodes;
    }

    void takeNodes(int count) {
        nodes -= count;
    }
}
