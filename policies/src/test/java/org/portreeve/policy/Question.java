package org.portreeve.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to a policy, written on one line: {@code user=acme from=192.0.2.7 control=tls data=private account=A-1
 * listener=default exists=true size=1024 at=2026-11-22T05:00:00Z tls=1.3 cipher=TLS_AES_128_GCM_SHA256 cert=CN=a issuer=CN=b
 * STOR /in/a}. Everything is optional but the verb; {@code CONNECT}, {@code CONTROL?}, {@code CLEARDATA?} and
 * {@code ACCEPTS code} are asked too. With {@code tls}, {@code cipher} or {@code cert} the handshake is known, and what is
 * not said of it is not there ({@code cert=none}). Answers tell what was observed behind {@code observing}.
 */
record Question(Session session, boolean exists, long size, Instant at, String verb, String argument) {
    private static final String NOON = "2026-11-18T12:00:00Z"; // a Wednesday

    static Question of(String line) throws Exception {
        Map<String, String> said = new HashMap<>(Map.of("user", "acme", "from", "192.0.2.7", "listener", "default"));
        String rest = line.strip();
        while (rest.split(" ", 2)[0].contains("=")) {
            String[] pair = rest.split(" ", 2)[0].split("=", 2);
            said.put(pair[0], pair[1]);
            rest = rest.split(" ", 2)[1].strip();
        }
        String[] command = rest.split(" ", 2);
        Session session = new Session(
                said.get("user").equals("-") ? null : said.get("user"),
                InetAddress.getByName(said.get("from")),
                said.get("listener"),
                channel(said.get("control")),
                channel(said.get("data")),
                said.get("account"),
                handshake(said));
        return new Question(
                session,
                said.containsKey("exists"),
                Long.parseLong(said.getOrDefault("size", String.valueOf(Request.UNKNOWN_SIZE))),
                Instant.parse(said.getOrDefault("at", NOON)),
                command[0],
                command.length > 1 ? command[1] : "");
    }

    private static @Nullable Handshake handshake(Map<String, String> said) {
        if (Set.of("tls", "cipher", "cert", "issuer").stream().noneMatch(said::containsKey)) {
            return null;
        }
        boolean certified =
                said.containsKey("issuer") || !said.getOrDefault("cert", "none").equals("none");
        return new Handshake(
                Optional.ofNullable(said.get("tls"))
                        .flatMap(TlsVersion::ofNumber)
                        .orElse(null),
                said.get("cipher"),
                certified ? new Handshake.ClientCertificate(said.get("cert"), said.get("issuer")) : null);
    }

    String ask(Policy policy) {
        switch (verb) {
            case "CONTROL?" -> {
                return String.valueOf(policy.refusesControl(session));
            }
            case "CLEARDATA?" -> {
                return String.valueOf(policy.refusesClearData(session));
            }
            case "ACCEPTS" -> {
                return String.valueOf(policy.acceptsAccount(String.valueOf(session.user()), argument));
            }
            case "CONNECT" -> {
                return show(
                        policy.decide(new Request(session, Operation.CONNECT, verb, null, Request.UNKNOWN_SIZE, at)));
            }
            default -> {
                String canonical = Verb.canonical(verb);
                Optional<Operation> operation = Verb.operation(canonical, !argument.isEmpty(), exists);
                String path = argument.startsWith("/") ? argument : null;
                return show(operation
                        .map(each -> policy.decide(new Request(session, each, canonical, path, size, at)))
                        .orElseGet(() -> policy.stage(session).decideCommand(canonical, at)));
            }
        }
    }

    private static String show(Decision decision) {
        String outcome = decision.refusal().map(reply -> reply.symbol()).orElse("allow");
        String observed = decision.observed().isEmpty() ? "" : " observing " + String.join(", ", decision.observed());
        return outcome + " by " + String.join(", ", decision.rules()) + observed;
    }

    private static Channel channel(String said) {
        return "clear".equals(said) ? Channel.CLEAR : Channel.PROTECTED;
    }
}
