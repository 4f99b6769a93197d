package org.portreeve.policy.diagnostic;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words that people write because other programs call it so. */
final class Synonyms {
    private static final Map<String, List<String>> MEANT = table();

    private Synonyms() {}

    /** The known word that means the same. */
    static Optional<String> of(String word, Collection<String> known) {
        return MEANT.getOrDefault(word.toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(known::contains)
                .findFirst();
    }

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new HashMap<>();
        put(table, List.of("from"), "ip", "ips", "address", "addr", "source", "src", "host", "network");
        put(table, List.of("during"), "time", "times", "hours", "when");
        put(table, List.of("expires"), "until", "expiry");
        put(table, List.of("accounts", "account"), "code", "codes");
        put(table, List.of("refuse", "refused"), "deny", "reject", "block", "forbid");
        put(table, List.of("allow", "allowed"), "permit", "accept", "grant");
        put(table, List.of("user"), "username", "who");
        put(table, List.of("op"), "operation", "operations", "action", "actions");
        put(table, List.of("path"), "file", "dir", "directory", "folder");
        put(table, List.of("unless"), "except", "exception", "exceptions");
        put(table, List.of("why"), "reason", "comment", "description");
        put(table, List.of("write"), "upload", "put", "store");
        put(table, List.of("read"), "download", "get", "retrieve");
        put(table, List.of("delete"), "remove", "rm");
        put(table, List.of("rename"), "move", "mv");
        put(table, List.of("write.append"), "append");
        put(table, List.of("write.overwrite"), "overwrite");
        put(table, List.of("tls"), "ssl", "encrypted");
        return Map.copyOf(table);
    }

    private static void put(Map<String, List<String>> table, List<String> meant, String... words) {
        for (String word : words) {
            table.put(word, meant);
        }
    }
}
