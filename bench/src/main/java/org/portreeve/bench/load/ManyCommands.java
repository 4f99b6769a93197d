package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** NOOP, PWD and SIZE in turn on many connections, each with one command on its way; one thread serves them all. */
record ManyCommands(int connections) implements Workload {

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        Files.write(server.home().resolve(Commands.FILE), new byte[Courier.SIZE]);
        List<FtpClient> clients = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int each = 0; each < connections; each++) {
                FtpClient client = FtpClient.login(watchdog, server.port(), null);
                clients.add(client);
                client.command("TYPE I", '2');
                client.channel().configureBlocking(false);
                client.channel().register(selector, SelectionKey.OP_READ, new Asker());
            }
            return ask(server, selector, seconds);
        } finally {
            clients.forEach(FtpClient::abandon);
        }
    }

    private Sample ask(RunningServer server, Selector selector, double seconds) throws IOException {
        Latencies latencies = new Latencies();
        ByteBuffer replies = ByteBuffer.allocateDirect(4096);
        Meter meter = new Meter(server);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (SelectionKey key : selector.keys()) {
            asker(key).ask((SocketChannel) key.channel());
        }
        long commands = 0;
        while (System.nanoTime() < end) {
            selector.select(1000);
            for (SelectionKey key : selector.selectedKeys()) {
                SocketChannel channel = (SocketChannel) key.channel();
                if (asker(key).hears(channel, replies.clear(), latencies)) {
                    commands++;
                    asker(key).ask(channel);
                }
            }
            selector.selectedKeys().clear();
        }
        if (commands == 0) {
            throw new IOException("no reply at all");
        }
        return Commands.sample(connections + " connections", commands, latencies, meter.read());
    }

    private static Asker asker(SelectionKey key) {
        return (Asker) key.attachment();
    }

    /** One connection's turn. */
    private static final class Asker {
        private static final List<byte[]> LINES = Commands.TURN.stream()
                .map(command -> (command + "\r\n").getBytes(StandardCharsets.US_ASCII))
                .toList();

        private int next;
        private long asked;

        void ask(SocketChannel channel) throws IOException {
            asked = System.nanoTime();
            byte[] line = LINES.get(next);
            next = (next + 1) % LINES.size();
            if (channel.write(ByteBuffer.wrap(line)) != line.length) {
                throw new IOException("no room for a command");
            }
        }

        /** Whether the reply is whole. */
        boolean hears(SocketChannel channel, ByteBuffer reply, Latencies latencies) throws IOException {
            int read = channel.read(reply);
            if (read < 0 || (read > 0 && reply.get(0) != '2')) {
                throw new IOException("an unexpected reply, or none");
            }
            if (read == 0 || reply.get(read - 1) != '\n') {
                return false;
            }
            latencies.add(System.nanoTime() - asked);
            return true;
        }
    }
}
