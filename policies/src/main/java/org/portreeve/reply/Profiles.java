package org.portreeve.reply;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shipped codes and texts of the symbolic replies, by profile. */
final class Profiles {
    private static final String STANDARD = "portreeve";

    private final Map<String, Vocabulary> profiles = new HashMap<>();

    private Profiles(DataFile file) {
        Map<SymbolicReply, Wording> base = new EnumMap<>(SymbolicReply.class);
        DataFile replies = file.at("replies");
        for (SymbolicReply symbol : SymbolicReply.values()) {
            DataFile fields = replies.at(symbol.symbol());
            base.put(symbol, new Wording(phases(fields), fields.text("text")));
        }
        file.require(replies.fields().size() == base.size(), "names of replies");
        DataFile changes = file.at("profiles");
        changes.fields().keySet().forEach(name -> {
            Map<SymbolicReply, Wording> wordings = new EnumMap<>(base);
            DataFile profile = changes.at(name);
            profile.fields()
                    .keySet()
                    .forEach(key -> wordings.computeIfPresent(
                            symbol(key), (symbol, before) -> new Wording(phases(profile.at(key)), before.text())));
            wordings.forEach((symbol, wording) -> check(file, symbol, wording));
            profiles.put((String) name, new Vocabulary(wordings));
        });
    }

    static Profiles load() {
        return new Profiles(DataFile.read("vocabulary.yaml"));
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

    /** {@code code} for all phases, then one phase by one. */
    private static Map<ReplyPhase, Integer> phases(DataFile fields) {
        Map<ReplyPhase, Integer> codes = new EnumMap<>(ReplyPhase.class);
        for (ReplyPhase phase : ReplyPhase.values()) {
            String own = phase.name().toLowerCase(Locale.ROOT);
            codes.put(phase, fields.number(fields.fields().containsKey(own) ? own : "code"));
        }
        return codes;
    }

    private static void check(DataFile file, SymbolicReply symbol, Wording wording) {
        wording.codes().forEach((phase, code) -> {
            file.require(Catalogue.shipped().code(code).isPresent(), "code " + code);
            file.require(ReplyRules.canMean(symbol, phase, code), "code of " + symbol.symbol());
        });
        boolean lines = symbol == SymbolicReply.FEATURES;
        file.require(lines || ReplyRules.faultOf(wording.text()).isEmpty(), "text of " + symbol.symbol());
    }

    private static SymbolicReply symbol(Object name) {
        return SymbolicReply.of((String) name).orElseThrow(() -> new IllegalStateException("no symbol " + name));
    }
}
