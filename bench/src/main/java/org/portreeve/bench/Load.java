package org.portreeve.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One kind of work, done over and over on one thread until its time is up. */
enum Load {
    LOGINS("logins/s", 1),
    COMMANDS("commands/s (NOOP, PWD, SIZE; one connection)", 3),
    SMALL_FILES("4 KiB STOR+RETR+DELE cycles/s (one connection)", 1),
    DOWNLOAD("RETR 64 MiB, MB/s", Load.BIG / 1e6),
    UPLOAD("STOR 64 MiB, MB/s", Load.BIG / 1e6);

    private static final int SMALL = 4 * 1024;
    private static final int BIG = 64 * 1024 * 1024;

    private final String title;
    private final double unitsPerTurn;

    Load(String title, double unitsPerTurn) {
        this.title = title;
        this.unitsPerTurn = unitsPerTurn;
    }

    String title() {
        return title;
    }

    /** Units done in a second, measured for at least that long and at least one turn. */
    double measure(BenchServer server, double seconds) throws IOException {
        Path small = Files.write(server.home().resolve("small.bin"), new byte[SMALL]);
        Path big = this == DOWNLOAD ? Files.write(server.home().resolve("big.bin"), new byte[BIG]) : null;
        try (FtpClient client = FtpClient.login(server.port())) {
            client.command("TYPE I", 200);
            return repeat(server, client, seconds);
        } finally {
            Files.delete(small);
            if (big != null) {
                Files.delete(big);
            }
        }
    }

    private double repeat(BenchServer server, FtpClient client, double seconds) throws IOException {
        long start = System.nanoTime();
        long turns = 0;
        double elapsed;
        do {
            turn(server, client);
            turns++;
            elapsed = (System.nanoTime() - start) / 1e9;
        } while (elapsed < seconds);
        return turns * unitsPerTurn / elapsed;
    }

    private void turn(BenchServer server, FtpClient client) throws IOException {
        switch (this) {
            case LOGINS -> FtpClient.login(server.port()).close();
            case COMMANDS -> {
                client.command("NOOP", 200);
                client.command("PWD", 257);
                client.command("SIZE small.bin", 213);
            }
            case SMALL_FILES -> {
                client.store("cycle.bin", SMALL);
                client.retrieve("cycle.bin", SMALL);
                client.command("DELE cycle.bin", 250);
            }
            case DOWNLOAD -> client.retrieve("big.bin", BIG);
            case UPLOAD -> client.store("upload.bin", BIG);
        }
    }
}
