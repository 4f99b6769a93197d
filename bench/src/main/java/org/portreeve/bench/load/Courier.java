package org.portreeve.bench.load;

import java.io.IOException;

/** Stores a small file, reads it and deletes it, over one connection. */
record Courier(FtpClient client, String name, Latencies stores, Latencies retrievals) implements Workers.Turn {
    static final int SIZE = 4 * 1024;

    Courier(FtpClient client, String name) throws IOException {
        this(client, name, new Latencies(), new Latencies());
        client.command("TYPE I", '2');
    }

    @Override
    public void run() throws IOException {
        long start = System.nanoTime();
        client.store(name, SIZE);
        long stored = System.nanoTime();
        client.retrieve(name, SIZE);
        long retrieved = System.nanoTime();
        client.command("DELE " + name, '2');
        stores.add(stored - start);
        retrievals.add(retrieved - stored);
    }

    void abandon() {
        client.abandon();
    }
}
