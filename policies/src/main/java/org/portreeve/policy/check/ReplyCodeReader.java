package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.check.ReplyPlaces.Place;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.ReplyRules;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Reads the codes of one symbol in {@code replies.yaml}, and holds them against the table of legal replies. */
final class ReplyCodeReader {
    private static final String CODE = "code";
    private static final Map<ReplyPhase, String> OWN =
            Map.of(ReplyPhase.LOGIN, "login-code", ReplyPhase.TRANSFER, "transfer-code");
    private static final int MOST_NAMED = 4;

    private final SymbolicReply symbol;
    private final Fields fields;
    private final boolean strict;
    private final Diagnostics findings;

    /** @param strict whether a code that no RFC gives to a command is an error */
    ReplyCodeReader(SymbolicReply symbol, Fields fields, boolean strict, Diagnostics findings) {
        this.symbol = symbol;
        this.fields = fields;
        this.strict = strict;
        this.findings = findings;
    }

    Vocabulary apply(Vocabulary before) {
        Map<String, List<ReplyPhase>> phases = new LinkedHashMap<>();
        for (ReplyPhase phase : List.of(ReplyPhase.COMMAND, ReplyPhase.TRANSFER, ReplyPhase.LOGIN)) {
            key(phase)
                    .ifPresent(key -> phases.computeIfAbsent(key, unused -> new ArrayList<>())
                            .add(phase));
        }
        Vocabulary after = before;
        for (Map.Entry<String, List<ReplyPhase>> each : phases.entrySet()) {
            after = apply(each.getKey(), each.getValue(), after);
        }
        return after;
    }

    /** The key that says the code of a phase. Some symbols have a code of their own at login, which `code` is not about. */
    private Optional<String> key(ReplyPhase phase) {
        String own = OWN.getOrDefault(phase, CODE);
        if (fields.has(own)) {
            return Optional.of(own);
        }
        boolean apart = phase == ReplyPhase.LOGIN
                && (symbol == SymbolicReply.ACCOUNT_REQUIRED || symbol == SymbolicReply.TRY_LATER);
        return apart ? Optional.empty() : Optional.of(CODE);
    }

    private Vocabulary apply(String key, List<ReplyPhase> phases, Vocabulary before) {
        Optional<Scalar> word = fields.get(key).flatMap(node -> Values.word(node, key, findings));
        if (word.isEmpty()) {
            return before;
        }
        int code = word.get().text().matches("[1-6][0-9]{2}")
                ? Integer.parseInt(word.get().text())
                : 0;
        if (before.code(code).isEmpty()) {
            findings.error(
                    Code.BAD_REPLY_CODE,
                    word.get().span(),
                    quote(word.get().text()) + " is not a reply code",
                    "it has three digits and stands in the catalogue.");
            return before;
        }
        if (!phases.stream().allMatch(phase -> ReplyRules.canMean(symbol, phase, code))) {
            findings.error(
                    Code.BAD_REPLY_CODE,
                    word.get().span(),
                    code + " cannot mean " + symbol.symbol(),
                    symbol.isRefusal()
                            ? "a refusal is 4yz or 5yz, or clients go on as if it had not been one."
                            : "it is good news, so it is 2yz.");
            return before;
        }
        strangers(word.get(), code, phases, before);
        Vocabulary after = before;
        for (ReplyPhase phase : phases) {
            after = after.withCode(symbol, phase, code);
        }
        return after;
    }

    /** Commands that can be answered so, and that the code before was legal for, and this is not. */
    private void strangers(Scalar word, int code, List<ReplyPhase> phases, Vocabulary before) {
        Map<ReplyPhase, List<String>> strange = new EnumMap<>(ReplyPhase.class);
        for (Place place : ReplyPlaces.of(symbol)) {
            int old = before.reply(symbol, place.phase()).code();
            if (phases.contains(place.phase()) && isLegal(old, place) && !isLegal(code, place)) {
                strange.computeIfAbsent(place.phase(), unused -> new ArrayList<>())
                        .add(place.command());
            }
        }
        strange.forEach((phase, commands) -> {
            String message = code + " is no reply to "
                    + (phase == ReplyPhase.TRANSFER ? "a transfer under way" : names(commands));
            String help = (strict ? "strict: no RFC gives it to " : "neither an RFC nor practice gives it to ")
                    + names(commands)
                    + (phase == ReplyPhase.TRANSFER ? " after 1yz. Give `transfer-code`" : ". Take")
                    + (phase == ReplyPhase.TRANSFER ? ", for example " : " ")
                    + before.reply(symbol, phase).code()
                    + (phase == ReplyPhase.LOGIN ? ", in `login-code`." : ".");
            if (strict) {
                findings.error(Code.STRANGE_REPLY_CODE, word.span(), message, help);
            } else {
                findings.warning(Code.STRANGE_REPLY_CODE, word.span(), message, help);
            }
        });
    }

    private boolean isLegal(int code, Place place) {
        return strict
                ? place.legal().mayAnswer(code, place.phase())
                : place.legal().isUsual(code, place.phase());
    }

    private static String names(List<String> commands) {
        int more = commands.size() - MOST_NAMED;
        return more <= 1
                ? String.join(", ", commands)
                : String.join(", ", commands.subList(0, MOST_NAMED)) + " and " + more + " more";
    }
}
