package org.portreeve.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A question to a policy, written on one line: {@code user=acme from=192.0.2.7 control=tls data=private account=A-1
 * listener=default exists=true STOR /in/a}. Everything is optional but the verb; {@code CONNECT}, {@code CONTROL?},
 * {@code CLEARDATA?} and {@code ACCEPTS code} are asked too.
 */
record Question(Session session, boolean exists, String verb, String argument) {
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z"); // a Wednesday

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
                said.get("account"));
        return new Question(session, said.containsKey("exists"), command[0], command.length > 1 ? command[1] : "");
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
                        policy.decide(new Request(session, Operation.CONNECT, verb, null, Request.UNKNOWN_SIZE, NOON)));
            }
            default -> {
                String canonical = Verb.canonical(verb);
                Optional<Operation> operation = Verb.operation(canonical, !argument.isEmpty(), exists);
                String path = argument.startsWith("/") ? argument : null;
                return show(operation
                        .map(each ->
                                policy.decide(new Request(session, each, canonical, path, Request.UNKNOWN_SIZE, NOON)))
                        .orElseGet(() -> policy.stage(session).decideCommand(canonical, NOON)));
            }
        }
    }

    private static String show(Decision decision) {
        String outcome = decision.refusal().map(reply -> reply.symbol()).orElse("allow");
        return outcome + " by " + String.join(", ", decision.rules());
    }

    private static Channel channel(String said) {
        return "clear".equals(said) ? Channel.CLEAR : Channel.PROTECTED;
    }
}
