package org.portreeve.reply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped data file. Anything wrong with it is a fault of the build, and nothing goes on with it. */
final class Catalogue {
    private static final String RESOURCE = "vocabulary.yaml";
    private static final String STANDARD = "portreeve";

    private final Map<String, Vocabulary> profiles = new HashMap<>();

    private Catalogue(Map<?, ?> file) {
        SortedMap<Integer, ReplyCode> codes = new TreeMap<>();
        map(file.get("codes"))
                .forEach((code, entry) -> codes.put((Integer) code, replyCode((Integer) code, map(entry))));
        Map<SymbolicReply, Wording> base = new EnumMap<>(SymbolicReply.class);
        map(file.get("replies")).forEach((name, entry) -> {
            Map<?, ?> fields = map(entry);
            base.put(symbol(name), new Wording(phases(fields), text(fields, "text")));
        });
        for (SymbolicReply symbol : SymbolicReply.values()) {
            require(base.containsKey(symbol), symbol.symbol());
        }
        SortedMap<Integer, ReplyCode> fixed = Collections.unmodifiableSortedMap(codes);
        map(file.get("profiles")).forEach((name, changes) -> {
            Map<SymbolicReply, Wording> wordings = new EnumMap<>(base);
            map(changes).forEach((key, entry) -> {
                SymbolicReply symbol = symbol(key);
                Wording before = wordings.get(symbol);
                require(before != null, symbol.symbol());
                if (before != null) {
                    wordings.put(symbol, new Wording(phases(map(entry)), before.text()));
                }
            });
            check(fixed, wordings);
            profiles.put((String) name, new Vocabulary(fixed, wordings));
        });
    }

    static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new Catalogue(map(new Load(LoadSettings.builder().build()).loadFromInputStream(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Vocabulary standard() {
        return profile(STANDARD).orElseThrow();
    }

    Optional<Vocabulary> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    Set<String> names() {
        return Set.copyOf(profiles.keySet());
    }

    private static ReplyCode replyCode(int code, Map<?, ?> entry) {
        return new ReplyCode(
                code, text(entry, "id"), text(entry, "text"), text(entry, "source"), text(entry, "meaning"));
    }

    /** {@code code} for all phases, then one phase by one. */
    private static Map<ReplyPhase, Integer> phases(Map<?, ?> fields) {
        Map<ReplyPhase, Integer> codes = new EnumMap<>(ReplyPhase.class);
        for (ReplyPhase phase : ReplyPhase.values()) {
            Object own = fields.get(phase.name().toLowerCase(Locale.ROOT));
            Object code = own == null ? fields.get("code") : own;
            require(code instanceof Integer, "code of a reply");
            if (code instanceof Integer number) {
                codes.put(phase, number);
            }
        }
        return codes;
    }

    private static void check(Map<Integer, ReplyCode> codes, Map<SymbolicReply, Wording> wordings) {
        wordings.forEach((symbol, wording) -> {
            wording.codes().forEach((phase, code) -> {
                require(codes.containsKey(code), "code " + code);
                require(ReplyRules.canMean(symbol, phase, code), "code of " + symbol.symbol());
            });
            boolean lines = symbol == SymbolicReply.FEATURES;
            require(lines || ReplyRules.faultOf(wording.text()).isEmpty(), "text of " + symbol.symbol());
        });
    }

    private static SymbolicReply symbol(Object name) {
        return SymbolicReply.of((String) name).orElseThrow(() -> new IllegalStateException("no symbol " + name));
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        require(value instanceof String, key);
        return String.valueOf(value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException(RESOURCE + " has something else where a mapping belongs");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(RESOURCE + " is wrong about: " + what);
        }
    }
}
