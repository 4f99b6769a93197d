package org.portreeve.limit;

/**
 * How far an upload had come when it was refused.
 *
 * @param offset where in the file it began to write
 * @param bytes how many bytes had come in, the one that was too many included
 */
public record Setback(long offset, long bytes) {

    public Setback {
        if (offset < 0 || bytes < 0) {
            throw new IllegalArgumentException("an upload of less than nothing");
        }
    }

    /**
     * The least size of file that the same upload would come to if it began now. Never more than it must be: whoever
     * stores the whole file now what he continued then, or the other way round, is given the benefit of the doubt.
     *
     * @param from where it would begin to write now
     * @param length how many bytes it would have
     */
    public long sizeAgain(long from, long length) {
        return Math.min(sum(from, length), sum(offset, bytes));
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
