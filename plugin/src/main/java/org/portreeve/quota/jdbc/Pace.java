package org.portreeve.quota.jdbc;

/**
 * How often things are done, in milliseconds.
 *
 * @param tick between two batches
 * @param silent after what time without a sign of life a server counts as dead
 * @param patience how long to wait for other servers to give back what they do not need
 */
record Pace(long tick, long silent, long patience) {

    static final Pace USUAL = new Pace(100, 15_000, 2000);
}
