package org.portreeve.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client without a plan: right commands, wrong ones and transfers in any order, the same for the same seed. */
final class RandomDialogue {

    /** What was said and what came back. {@code replies} is empty if the server closed the connection. */
    record Turn(String command, List<String> replies) {}

    private static final List<String> COMMANDS = lines("commands.txt");

    private static final List<String> TRANSFERS = lines("transfers.txt");

    private static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");
    private static final Set<String> DOWNLOADS = Set.of("RETR", "LIST", "NLST", "MLSD");

    private static List<String> lines(String file) {
        try (InputStream in = RandomDialogue.class.getResourceAsStream("/random-dialogue/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final List<Turn> turns = new ArrayList<>();
    private final TestClient client;
    private boolean dataIsPrivate;

    private RandomDialogue(TestClient client) {
        this.client = client;
    }

    /** Plays a session of at most that many commands, and ends it with NOOP unless the server ended it. */
    static List<Turn> play(int port, long seed, int length) throws IOException {
        Random random = new Random(seed);
        try (TestClient client = new TestClient(port)) {
            RandomDialogue dialogue = new RandomDialogue(client);
            dialogue.turns.add(new Turn("CONNECT", dialogue.replies()));
            boolean open = true;
            if (random.nextInt(4) > 0) {
                if (random.nextBoolean()) {
                    open = dialogue.say("AUTH TLS") && dialogue.say("PBSZ 0") && dialogue.say("PROT P");
                }
                open = open && dialogue.say("USER alice") && dialogue.say("PASS alice-s3cret-pw");
            }
            for (int i = 0; open && i < length; i++) {
                open = dialogue.next(random);
            }
            if (open) {
                dialogue.say("NOOP");
            }
            return dialogue.turns;
        }
    }

    private boolean next(Random random) throws IOException {
        if (random.nextInt(4) > 0) {
            return say(COMMANDS.get(random.nextInt(COMMANDS.size())));
        }
        boolean prepared = random.nextInt(15) == 0 || say("EPSV");
        return prepared && say(TRANSFERS.get(random.nextInt(TRANSFERS.size())));
    }

    private boolean say(String command) throws IOException {
        client.send(command);
        List<String> replies = replies();
        turns.add(new Turn(command, replies));
        if (replies.isEmpty()) {
            return false;
        }
        String first = replies.get(0);
        switch (command.toUpperCase(Locale.ROOT)) {
            case "AUTH TLS", "AUTH SSL" -> {
                if (first.startsWith("234")) {
                    client.startTls();
                    dataIsPrivate = command.endsWith("SSL");
                }
            }
            case "EPSV" -> {
                if (first.startsWith("229")) {
                    client.connectData(first);
                }
            }
            case "PROT P", "PROT C" -> {
                if (first.startsWith("200")) {
                    dataIsPrivate = command.endsWith("P");
                }
            }
            default -> transfer(command, first, replies);
        }
        return !replies.isEmpty() && !first.startsWith("421") && !command.equals("QUIT");
    }

    private void transfer(String command, String first, List<String> replies) throws IOException {
        if (!first.startsWith("1")) {
            return;
        }
        String verb = command.split(" ", 2)[0];
        if (client.hasData()) {
            try {
                if (dataIsPrivate) {
                    client.dataTls();
                }
                if (UPLOADS.contains(verb)) {
                    client.dataSend("hello\n".getBytes(StandardCharsets.US_ASCII));
                    client.dataClose();
                } else if (DOWNLOADS.contains(verb)) {
                    client.dataReceive();
                }
            } catch (IOException e) {
                // the server broke off; its reply says why
            }
        }
        replies.addAll(replies());
    }

    private List<String> replies() throws IOException {
        @Nullable String reply = client.reply();
        return reply == null ? new ArrayList<>() : new ArrayList<>(List.of(reply));
    }
}
