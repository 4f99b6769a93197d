package org.portreeve.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes a tree here and there; the words and keys that it puts in are those of the language, and some others. */
final class TreeMutation {
    private static final List<String> WORDS = List.of(
            "10",
            "0",
            "-1",
            "1.2",
            "1.0",
            "true",
            "no",
            "null",
            "22:00",
            "22:00-06:00",
            "mon-fri 08:00-18:00",
            "mon",
            "2027-06-30",
            "tls",
            "clear",
            "private",
            "valid",
            "given",
            "any",
            "write",
            "write.create",
            "connect",
            "stor",
            "XPWD",
            "PASV",
            "FOO",
            "/in/**",
            "{/a,/b}",
            "a b",
            "partners",
            "acme",
            "192.0.2.1",
            "10MiB",
            "10 MB",
            ">1GiB",
            "unknown",
            "15m",
            "7d",
            "day",
            "80%",
            "100%",
            "1MiB/s",
            "disconnect",
            "observe",
            "enforce",
            "refuse",
            "allow",
            "try-later",
            "service-unavailable",
            "quota-exceeded",
            "logged-in",
            "bytes-stored",
            "sessions",
            "idle-time",
            "rate-up",
            "failed-logins",
            "commands",
            "user",
            "session",
            "everyone",
            "account",
            ">=1.2",
            "TLS_AES_*",
            "CN=a",
            "UTC",
            "452",
            "534",
            "999",
            "rfc",
            "");
    private static final List<String> KEYS = List.of(
            "allow",
            "refuse",
            "require",
            "needs",
            "unless",
            "reply",
            "mode",
            "why",
            "user",
            "group",
            "from",
            "op",
            "path",
            "listener",
            "control",
            "account",
            "certificate",
            "command",
            "during",
            "size",
            "expires",
            "tls",
            "cipher",
            "data",
            "limit",
            "count",
            "per",
            "max",
            "every",
            "warn",
            "ban",
            "then",
            "refused",
            "allowed",
            "as",
            "at",
            "do",
            "exists",
            "expect",
            "name",
            "default",
            "timezone",
            "groups",
            "networks",
            "rules",
            "limits",
            "code",
            "login-code",
            "text",
            "resumption",
            "grop",
            "profile");

    private final Random random;

    TreeMutation(Random random) {
        this.random = random;
    }

    JsonNode of(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(copy, containers);
            if (!containers.isEmpty()) {
                change(containers.get(random.nextInt(containers.size())));
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.isContainer()) {
            found.add(node);
            node.valueStream().forEach(child -> collect(child, found));
        }
    }

    private void change(JsonNode container) {
        if (container instanceof ObjectNode mapping) {
            List<String> keys = List.copyOf(mapping.propertyNames());
            boolean known = !keys.isEmpty() && random.nextInt(5) > 0;
            String key = known ? any(keys) : any(KEYS);
            if (known && random.nextInt(6) == 0) {
                mapping.remove(key);
            } else {
                mapping.set(key, value());
            }
        } else if (container instanceof ArrayNode list) {
            if (!list.isEmpty() && random.nextBoolean()) {
                list.set(random.nextInt(list.size()), value());
            } else {
                list.add(value());
            }
        }
    }

    private JsonNode value() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(10)) {
            case 0 -> make.arrayNode().add(any(WORDS)).add(any(WORDS));
            case 1 -> make.arrayNode();
            case 2 -> make.objectNode().put(any(KEYS), any(WORDS));
            default -> make.stringNode(any(WORDS));
        };
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
