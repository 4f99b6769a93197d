package org.portreeve.policy.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.ReplyRules;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Reads the texts of one symbol in {@code replies.yaml}. */
final class ReplyTextReader {
    private static final String TEXT = "text";
    private static final Map<String, ReplyPhase> OWN =
            Map.of("login-text", ReplyPhase.LOGIN, "transfer-text", ReplyPhase.TRANSFER);

    private final SymbolicReply symbol;
    private final Fields fields;
    private final Diagnostics findings;

    ReplyTextReader(SymbolicReply symbol, Fields fields, Diagnostics findings) {
        this.symbol = symbol;
        this.fields = fields;
        this.findings = findings;
    }

    Vocabulary apply(Vocabulary before) {
        Vocabulary after = read(TEXT).map(text -> before.withText(symbol, text)).orElse(before);
        for (String key : List.of("login-text", "transfer-text")) {
            Optional<String> text = read(key);
            if (text.isPresent()) {
                after = after.withText(symbol, OWN.getOrDefault(key, ReplyPhase.COMMAND), text.get());
            }
        }
        return after;
    }

    /** The text in another language than English, if it is good. */
    Optional<String> translation(Scalar word) {
        return Optional.of(word.text())
                .filter(text -> isGood(word, TEXT, "characters", ReplyRules.faultOfTranslation(symbol, text)));
    }

    private Optional<String> read(String key) {
        Optional<Scalar> word = fields.get(key).flatMap(node -> Values.word(node, TEXT, findings));
        return word.filter(each -> isGood(each, key, "ASCII characters", ReplyRules.faultOf(each.text())))
                .map(Scalar::text);
    }

    private boolean isGood(Scalar word, String key, String characters, Optional<String> fault) {
        if (symbol == SymbolicReply.FEATURES) {
            return fault(word, "text of `features` is made by the server", characters);
        }
        List<String> unknown = ReplyRules.unknownPlaceholders(word.text());
        unknown.forEach(each -> unknown(word, each));
        if (!unknown.isEmpty()) {
            return false;
        }
        return fault.isPresent() ? fault(word, fault.get(), characters) : canBeFilled(word, key);
    }

    private void unknown(Scalar word, String braced) {
        String name = braced.replaceAll("[{}]", "");
        boolean open = Placeholder.of(name).isPresent();
        findings.error(
                Code.BAD_PLACEHOLDER,
                word.span(),
                open ? "brace is not closed: " + Words.quote(braced) : "unknown placeholder " + Words.quote(braced),
                (open ? "write {" + name + "}. " : Words.didYouMean(name, Placeholder.symbols()))
                        + "Known are " + String.join(", ", Placeholder.symbols())
                        + "; a brace that is meant is written {{.");
    }

    private boolean fault(Scalar word, String message, String characters) {
        findings.error(
                Code.BAD_REPLY_TEXT, word.span(), message, "one line of 1 to 200 " + characters + ", in other words.");
        return false;
    }

    /** A placeholder that is never known is a mistake; one that is not known at login only is worth a thought. */
    private boolean canBeFilled(Scalar word, String key) {
        for (Placeholder each : ReplyRules.placeholders(word.text())) {
            boolean login = key.equals("login-text");
            boolean everAfter = each.canBeKnown(symbol) && !login;
            if (everAfter || each.isForLogin()) {
                continue;
            }
            findings.error(
                    Code.BAD_PLACEHOLDER,
                    word.span(),
                    "{" + each.symbol() + "} is never known " + (login ? "at login" : "with " + symbol.symbol()),
                    "the text would never be said. "
                            + (symbol.isSaidAtLogin() || login
                                    ? "Before login only {user} and {address} are filled in: anything else could tell who"
                                            + " is known."
                                    : "Leave it out."));
            return false;
        }
        boolean toldAtLogin = key.equals(TEXT) && symbol.isSaidAtLogin() && !fields.has("login-text");
        ReplyRules.placeholders(word.text()).stream()
                .filter(each -> toldAtLogin && !each.isForLogin())
                .findFirst()
                .ifPresent(each -> findings.warning(
                        Code.UNKNOWN_AT_LOGIN,
                        word.span(),
                        "{" + each.symbol() + "} is not filled in before login",
                        symbol.symbol() + " is said at login too, with the standard text then: anything but {user} and"
                                + " {address} could tell who is known. Give `login-text`."));
        return true;
    }
}
