package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** What the file declares: groups, networks, accounts. */
final class Names {
    private final Document document;
    private final Diagnostics findings;
    private final Map<String, Declared<Set<String>>> groups = new HashMap<>();
    private final Map<String, Declared<List<Network>>> networks = new HashMap<>();
    private Optional<Map<String, Set<String>>> accounts = Optional.empty();

    private record Declared<T>(T value, int line) {}

    private Names(Document document, Diagnostics findings) {
        this.document = document;
        this.findings = findings;
    }

    static Names read(Document document, Fields file, Diagnostics findings) {
        Names names = new Names(document, findings);
        file.get("groups")
                .flatMap(node -> Values.mapping(node, "groups", "groups: {partners: [acme, globex]}", findings))
                .ifPresent(names::readGroups);
        file.get("networks")
                .flatMap(node -> Values.mapping(node, "networks", "networks: {office: [192.0.2.0/24]}", findings))
                .ifPresent(names::readNetworks);
        file.get("accounts")
                .flatMap(node -> Values.mapping(node, "accounts", "accounts: {CODE: user}", findings))
                .ifPresent(names::readAccounts);
        return names;
    }

    Optional<Map<String, Set<String>>> accounts() {
        return accounts;
    }

    Map<String, Set<String>> groups() {
        return values(groups);
    }

    Map<String, List<Network>> networks() {
        return values(networks);
    }

    private static <T> Map<String, T> values(Map<String, Declared<T>> declared) {
        return declared.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> each.getValue().value()));
    }

    /** A group by its name; reports one that is not declared. */
    Optional<String> group(Scalar word) {
        if (!groups.containsKey(word.text())) {
            reportUndeclared("group", word, "groups", groups, " FtpServer has none of its own.");
            return Optional.empty();
        }
        return Optional.of(word.text());
    }

    /** What the words in {@code from} stand for: declared names, networks and addresses. */
    Origin origin(List<Scalar> words) {
        Set<String> named = new LinkedHashSet<>();
        List<Network> blocks = new ArrayList<>();
        for (Scalar word : words) {
            if (networks.containsKey(word.text())) {
                named.add(word.text());
            } else if (looksLikeAddress(word.text())) {
                network(word).ifPresent(blocks::add);
            } else {
                reportUndeclared("network", word, "networks", networks, " an address needs no name.");
            }
        }
        return new Origin(named, blocks);
    }

    private void readGroups(Mapping mapping) {
        Fields.declared(mapping, findings).entries().values().forEach(entry -> {
            if (Values.isId(entry.key(), findings)) {
                Set<String> members = new LinkedHashSet<>();
                Values.words(entry.value(), entry.key().text(), findings).forEach(word -> members.add(word.text()));
                int line = entry.key().span().line();
                groups.put(entry.key().text(), new Declared<>(Set.copyOf(members), line));
            }
        });
    }

    private void readNetworks(Mapping mapping) {
        Fields.declared(mapping, findings).entries().values().forEach(entry -> {
            if (Values.isId(entry.key(), findings)) {
                List<Network> blocks = Values.words(entry.value(), entry.key().text(), findings).stream()
                        .flatMap(word -> network(word).stream())
                        .toList();
                int line = entry.key().span().line();
                networks.put(entry.key().text(), new Declared<>(blocks, line));
            }
        });
    }

    private void readAccounts(Mapping mapping) {
        Map<String, Set<String>> users = new HashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Mapping.Entry entry : mapping.entries()) {
            Scalar code = entry.key();
            if (!seen.add(code.text())) {
                findings.error(
                        Code.DUPLICATE_KEY,
                        code.span(),
                        "account code given twice",
                        "give each code once, with a list of its users.");
            } else if (code.text().isBlank()) {
                findings.error(
                        Code.EMPTY_VALUE, code.span(), "account code is empty", "write one, or remove the line.");
            }
            Set<String> owners = new LinkedHashSet<>();
            Values.words(entry.value(), "accounts", findings).forEach(word -> owners.add(word.text()));
            users.put(code.text(), Set.copyOf(owners));
        }
        accounts = Optional.of(Map.copyOf(users));
    }

    private Optional<Network> network(Scalar word) {
        Optional<Network.Parsed> parsed = Network.parse(word.text());
        if (parsed.isEmpty()) {
            findings.error(
                    Code.BAD_ADDRESS,
                    word.span(),
                    quote(word.text()) + " is not an address",
                    "write a network such as 192.0.2.0/24 or 2001:db8::/32, or one address. Host names are not looked"
                            + " up.");
            return Optional.empty();
        }
        if (parsed.get().hasBitsBeyondMask()) {
            findings.error(
                    Code.MASK_BITS,
                    word.span(),
                    "address has bits beyond its mask",
                    "did you mean the network " + parsed.get().tidy() + " or the one host "
                            + parsed.get().host() + " ?");
        }
        return Optional.of(parsed.get().network());
    }

    private static boolean looksLikeAddress(String text) {
        char first = text.charAt(0);
        return (first >= '0' && first <= '9') || text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
    }

    private <T> void reportUndeclared(
            String noun, Scalar word, String section, Map<String, Declared<T>> known, String hint) {
        if (document.lost().contains(section)) {
            return;
        }
        String meant = Words.nearest(word.text(), known.keySet())
                .map(name -> "did you mean `" + name + "`" + lineOf(known.get(name)) + "? ")
                .orElse("");
        findings.error(
                Code.UNDECLARED,
                word.span(),
                noun + " " + quote(word.text()) + " is not declared",
                meant + capital(section) + " exist only under `" + section + ":`;" + hint);
    }

    private static String lineOf(@org.jspecify.annotations.Nullable Declared<?> declared) {
        return declared == null ? "" : " (line " + declared.line() + ")";
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
