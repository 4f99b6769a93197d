package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.policy.source.Place;

/** What the files declare: groups, networks, accounts. A name means the same in all of them. */
final class Names {
    private final Map<String, Declared<Set<String>>> groups = new HashMap<>();
    private final Map<String, Declared<List<Network>>> networks = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Place> codes = new HashMap<>();
    private Optional<Map<String, Set<String>>> accounts = Optional.empty();
    private boolean hasAccounts;

    private record Declared<T>(T value, Place place) {}

    /** Takes up what one file declares. */
    void read(Document document, Fields file, Diagnostics findings) {
        lost.addAll(document.lost());
        hasAccounts |= file.has("accounts") || document.lost().contains("accounts");
        file.get("groups")
                .filter(node -> isWhole(node, "groups"))
                .flatMap(node -> Values.mapping(node, "groups", "groups: {partners: [acme, globex]}", findings))
                .ifPresent(mapping -> readGroups(mapping, findings));
        file.get("networks")
                .filter(node -> isWhole(node, "networks"))
                .flatMap(node -> Values.mapping(node, "networks", "networks: {office: [192.0.2.0/24]}", findings))
                .ifPresent(mapping -> readNetworks(mapping, findings));
        file.get("accounts")
                .filter(node -> isWhole(node, "accounts"))
                .flatMap(node -> Values.mapping(node, "accounts", "accounts: {CODE: user}", findings))
                .ifPresent(mapping -> readAccounts(mapping, findings));
    }

    /** What is left of a section after a syntax error may look like something else. */
    private boolean isWhole(Node node, String section) {
        return node instanceof Mapping || !lost.contains(section);
    }

    Optional<Map<String, Set<String>>> accounts() {
        return accounts;
    }

    /** Also where nobody can read it. */
    boolean hasAccounts() {
        return hasAccounts;
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
    Optional<String> group(Scalar word, Diagnostics findings) {
        if (!groups.containsKey(word.text())) {
            reportUndeclared("group", word, "groups", groups, " FtpServer has none of its own.", findings);
            return Optional.empty();
        }
        return Optional.of(word.text());
    }

    /** Warns of a user that is called like a group and is in none. */
    void user(Scalar word, Diagnostics findings) {
        if (groups.containsKey(word.text())
                && groups.values().stream().noneMatch(each -> each.value().contains(word.text()))) {
            findings.warning(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    quote(word.text()) + " is a group, and no group has a user of that name",
                    "did you mean `group: " + word.text() + "`? `user` is for the names of users.");
        }
    }

    /** An account code; warns of one that nobody has. Codes are secrets, so none is named. */
    Optional<String> account(Scalar word, Diagnostics findings) {
        boolean declared = accounts.isEmpty() || codes.containsKey(word.text()) || lost.contains("accounts");
        if (!declared) {
            String meant = Words.nearest(word.text(), codes.keySet())
                    .map(codes::get)
                    .map(place -> "did you mean the one at " + PolicySources.seenFrom(findings, place) + "? ")
                    .orElse("");
            findings.warning(
                    Code.UNKNOWN_ACCOUNT,
                    word.span(),
                    "nobody has this account code",
                    meant + "`accounts:` does not list it, so no session ever comes with it.");
        }
        return Optional.of(word.text());
    }

    /** What the words in {@code from} stand for: declared names, networks and addresses. */
    Origin origin(List<Scalar> words, Diagnostics findings) {
        Set<String> named = new LinkedHashSet<>();
        Set<Network> blocks = new HashSet<>();
        for (Scalar word : words) {
            if (networks.containsKey(word.text())) {
                named.add(word.text());
            } else if (looksLikeAddress(word.text())) {
                network(word, findings).ifPresent(blocks::add);
            } else {
                reportUndeclared("network", word, "networks", networks, " an address needs no name.", findings);
            }
        }
        return new Origin(named, blocks);
    }

    private void readGroups(Mapping mapping, Diagnostics findings) {
        Fields.declared(mapping, findings).entries().values().forEach(entry -> {
            if (Values.isId(entry.key(), findings)) {
                Set<String> members = new LinkedHashSet<>();
                Values.words(entry.value(), entry.key().text(), findings)
                        .forEach(word -> Values.user(word, findings).ifPresent(members::add));
                declare(groups, entry.key(), Set.copyOf(members), findings);
            }
        });
    }

    private void readNetworks(Mapping mapping, Diagnostics findings) {
        Fields.declared(mapping, findings).entries().values().forEach(entry -> {
            if (Values.isId(entry.key(), findings)) {
                List<Network> blocks = Values.words(entry.value(), entry.key().text(), findings).stream()
                        .flatMap(word -> network(word, findings).stream())
                        .toList();
                declare(networks, entry.key(), blocks, findings);
            }
        });
    }

    private static <T> void declare(Map<String, Declared<T>> known, Scalar name, T value, Diagnostics findings) {
        Declared<T> before = known.putIfAbsent(name.text(), new Declared<>(value, findings.place(name.span())));
        if (before != null) {
            findings.error(
                    Code.DUPLICATE_ID,
                    name.span(),
                    quote(name.text()) + " is taken by " + PolicySources.seenFrom(findings, before.place()),
                    "no file overrides another. Rename one, or declare it only once.");
        }
    }

    private void readAccounts(Mapping mapping, Diagnostics findings) {
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
            if (code.text().codePoints().anyMatch(Words::isUnseen)) {
                findings.error(
                        Code.CONTROL_CHARACTER,
                        code.span(),
                        "account code with a character that cannot be seen",
                        "remove it; no client would send it.");
            }
            Set<String> owners = owners(entry.value(), findings);
            codes.putIfAbsent(code.text(), findings.place(code.span()));
            users.put(code.text(), Set.copyOf(owners));
        }
        accounts = Optional.of(Map.copyOf(users));
    }

    private static Set<String> owners(Node node, Diagnostics findings) {
        List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        if (items.isEmpty()) {
            ownerless(node, findings);
        }
        Set<String> owners = new LinkedHashSet<>();
        for (Node item : items) {
            if (!(item instanceof Scalar word)) {
                findings.error(
                        Code.WRONG_TYPE,
                        item.span(),
                        "account code takes a user or a list of users",
                        "write `CODE: acme` or `CODE: [acme, globex]`.");
            } else if (word.text().isEmpty() && !word.damaged()) {
                ownerless(item, findings);
            } else {
                Values.word(word, "accounts", findings)
                        .flatMap(each -> Values.user(each, findings))
                        .ifPresent(owners::add);
            }
        }
        return owners;
    }

    private static void ownerless(Node node, Diagnostics findings) {
        findings.error(
                Code.EMPTY_VALUE,
                node.span(),
                "account code belongs to nobody",
                "name the user or the users that it belongs to, or remove the code.");
    }

    private static Optional<Network> network(Scalar word, Diagnostics findings) {
        Optional<Network.Parsed> parsed = Network.parse(word.text());
        if (parsed.isEmpty()) {
            findings.error(
                    Code.BAD_ADDRESS,
                    word.span(),
                    quote(word.text()) + " is not an address",
                    Network.meant(word.text())
                                    .map(each -> "did you mean " + each + " ? ")
                                    .orElse("")
                            + "Write a network such as 192.0.2.0/24 or 2001:db8::/32, or one address. Host names are not"
                            + " looked up.");
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
            String noun,
            Scalar word,
            String section,
            Map<String, Declared<T>> known,
            String hint,
            Diagnostics findings) {
        if (lost.contains(section)) {
            return;
        }
        String meant = Words.nearest(word.text(), known.keySet())
                .map(name -> "did you mean `" + name + "`" + placeOf(known.get(name), findings) + "? ")
                .orElse("");
        findings.error(
                Code.UNDECLARED,
                word.span(),
                noun + " " + quote(word.text()) + " is not declared",
                meant + capital(section) + " exist only under `" + section + ":`;" + hint);
    }

    private static String placeOf(@Nullable Declared<?> declared, Diagnostics findings) {
        return declared == null ? "" : " (" + PolicySources.seenFrom(findings, declared.place()) + ")";
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
