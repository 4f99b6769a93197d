package org.portreeve.bench;

/** How much of it is in use. */
final class Heap {
    private static final int COLLECTIONS = 4; // of four of the serial collector three leave small gaps

    private Heap() {}

    /** In bytes, after everything that can be let go is gone. */
    static long used() throws InterruptedException {
        for (int round = 0; round < COLLECTIONS; round++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
