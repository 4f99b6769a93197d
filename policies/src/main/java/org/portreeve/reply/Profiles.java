package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shipped codes and texts of the symbolic replies, by profile. */
final class Profiles {
    private static final String TEXT = "text";
    private static final String CODE = "code";

    private final Map<ReplyProfile, Vocabulary> profiles = new EnumMap<>(ReplyProfile.class);

    private Profiles(DataFile file) {
        Map<SymbolicReply, Wording> base = new EnumMap<>(SymbolicReply.class);
        Words words = Words.read(file);
        DataFile replies = file.at("replies");
        for (SymbolicReply symbol : SymbolicReply.values()) {
            base.put(symbol, read(symbol, replies.at(symbol.symbol()), Optional.empty(), words));
        }
        file.require(replies.fields().size() == base.size(), "names of replies");
        DataFile changes = file.at("profiles");
        for (ReplyProfile profile : ReplyProfile.values()) {
            Map<SymbolicReply, Wording> wordings = new EnumMap<>(base);
            DataFile changed = changes.at(profile.symbol());
            changed.fields()
                    .keySet()
                    .forEach(key -> wordings.computeIfPresent(
                            symbol(key),
                            (symbol, before) -> read(symbol, changed.at(key), Optional.of(before), words)));
            wordings.forEach((symbol, wording) -> check(file, symbol, wording));
            profiles.put(profile, new Vocabulary(wordings));
        }
        file.require(changes.fields().size() == profiles.size(), "names of profiles");
    }

    static Profiles shipped() {
        return Shipped.PROFILES;
    }

    Vocabulary vocabulary(ReplyProfile profile) {
        return Optional.ofNullable(profiles.get(profile)).orElseThrow();
    }

    /** {@code code} and {@code text} for all phases, then one phase by one; what is not said stays as before. */
    private static Wording read(SymbolicReply symbol, DataFile fields, Optional<Wording> before, Words words) {
        Map<ReplyPhase, Integer> codes = new EnumMap<>(ReplyPhase.class);
        Map<ReplyPhase, Template> texts = new EnumMap<>(ReplyPhase.class);
        for (ReplyPhase phase : ReplyPhase.values()) {
            String own = phase.name().toLowerCase(Locale.ROOT);
            String code = fields.fields().containsKey(own) ? own : CODE;
            boolean same = before.isPresent() && !fields.fields().containsKey(code);
            codes.put(phase, same ? before.get().code(phase) : fields.number(code));
            Optional<Template> text = fields.optional(own + "-" + TEXT)
                    .or(() -> fields.optional(TEXT))
                    .map(each -> symbol == SymbolicReply.FEATURES ? Template.verbatim(each) : Template.parse(each));
            texts.put(phase, text.or(() -> before.map(each -> each.text(phase))).orElseThrow());
        }
        String plain = fields.optional("plain")
                .or(() -> fields.optional(TEXT).filter(each -> isPlain(symbol, each)))
                .or(() -> before.map(Wording::plain))
                .orElseGet(() -> fields.text("plain"));
        return new Wording(codes, texts, plain, words);
    }

    private static boolean isPlain(SymbolicReply symbol, String text) {
        return symbol == SymbolicReply.FEATURES
                || Template.parse(text).placeholders().isEmpty();
    }

    private static void check(DataFile file, SymbolicReply symbol, Wording wording) {
        wording.codes().forEach((phase, code) -> {
            file.require(Catalogue.shipped().code(code).isPresent(), "code " + code);
            file.require(ReplyRules.canMean(symbol, phase, code), "code of " + symbol.symbol());
        });
        if (symbol != SymbolicReply.FEATURES) {
            wording.texts()
                    .values()
                    .forEach(text -> file.require(
                            ReplyRules.faultOf(text.source()).isEmpty()
                                    && text.placeholders().stream().allMatch(each -> each.canBeKnown(symbol)),
                            "text of " + symbol.symbol()));
            file.require(ReplyRules.faultOf(wording.plain()).isEmpty(), "plain text of " + symbol.symbol());
        }
    }

    private static SymbolicReply symbol(Object name) {
        return SymbolicReply.of((String) name).orElseThrow(() -> new IllegalStateException("no symbol " + name));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        private static final Profiles PROFILES = new Profiles(DataFile.read("vocabulary.yaml"));
    }
}
