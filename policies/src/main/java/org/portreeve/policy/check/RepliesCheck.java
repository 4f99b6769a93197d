package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.List;
import java.util.Optional;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.ReplyProfile;
import org.portreeve.reply.ReplyRules;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Checks {@code replies.yaml} and applies it to the catalogue. */
public final class RepliesCheck {
    private final Diagnostics findings;
    private Vocabulary vocabulary = Vocabulary.standard();

    private RepliesCheck(Diagnostics findings) {
        this.findings = findings;
    }

    /** The vocabulary that the file asks for. Only of use if there are no errors among the findings. */
    public static Vocabulary check(Document document, Diagnostics findings) {
        return new RepliesCheck(findings).check(document);
    }

    private Vocabulary check(Document document) {
        Fields file = Fields.of(document.root(), Schema.REPLIES, findings);
        Versions.check(document, file, "ftp-replies", findings);
        file.get("profile")
                .flatMap(node -> Values.word(node, "profile", findings))
                .ifPresent(this::profile);
        file.get("replies")
                .flatMap(node -> Values.mapping(node, "replies", "tls-required: {text: \"Use FTPS.\"}", findings))
                .ifPresent(replies ->
                        Fields.declared(replies, findings).entries().values().forEach(this::reply));
        return TranslationsReader.read(file, vocabulary, findings);
    }

    private void profile(Scalar word) {
        Optional<ReplyProfile> profile = ReplyProfile.of(word.text());
        if (profile.isEmpty()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "unknown profile " + quote(word.text()),
                    Words.didYouMean(word.text(), ReplyProfile.symbols()) + "Known are "
                            + String.join(", ", ReplyProfile.symbols()) + ".");
        }
        vocabulary = profile.map(ReplyProfile::vocabulary).orElse(vocabulary);
    }

    private void reply(Mapping.Entry entry) {
        Scalar name = entry.key();
        Optional<SymbolicReply> symbol = TranslationsReader.symbol(name, findings);
        Optional<Mapping> mapping =
                Values.mapping(entry.value(), name.text(), name.text() + ": {text: \"Use FTPS.\"}", findings);
        if (symbol.isEmpty() || mapping.isEmpty()) {
            return;
        }
        Fields fields = Fields.of(mapping.get(), Schema.WORDING, findings);
        for (ReplyPhase phase : List.of(ReplyPhase.COMMAND, ReplyPhase.TRANSFER)) {
            code(fields, "code", symbol.get(), phase);
        }
        boolean everywhere = symbol.get() != SymbolicReply.ACCOUNT_REQUIRED && symbol.get() != SymbolicReply.TRY_LATER;
        if (fields.has("login-code") || everywhere) {
            code(fields, fields.has("login-code") ? "login-code" : "code", symbol.get(), ReplyPhase.LOGIN);
        }
        text(fields, symbol.get());
    }

    private void code(Fields fields, String key, SymbolicReply symbol, ReplyPhase phase) {
        boolean repeated = phase == ReplyPhase.TRANSFER || (phase == ReplyPhase.LOGIN && key.equals("code"));
        Diagnostics own = repeated ? new Diagnostics(findings.source()) : findings;
        Optional<Scalar> word = fields.get(key).flatMap(node -> Values.word(node, key, own));
        if (word.isEmpty()) {
            return;
        }
        int code = word.get().text().matches("[1-6][0-9]{2}")
                ? Integer.parseInt(word.get().text())
                : 0;
        if (vocabulary.code(code).isEmpty()) {
            own.error(
                    Code.BAD_REPLY_CODE,
                    word.get().span(),
                    quote(word.get().text()) + " is not a reply code",
                    "it has three digits and stands in the catalogue.");
        } else if (!ReplyRules.canMean(symbol, phase, code)) {
            own.error(
                    Code.BAD_REPLY_CODE,
                    word.get().span(),
                    code + " cannot mean " + symbol.symbol(),
                    symbol.isRefusal()
                            ? "a refusal is 4yz or 5yz, or clients go on as if it had not been one."
                            : "it is good news, so it is 2yz.");
        } else {
            vocabulary = vocabulary.withCode(symbol, phase, code);
        }
    }

    private void text(Fields fields, SymbolicReply symbol) {
        Optional<Scalar> word = fields.get("text").flatMap(node -> Values.word(node, "text", findings));
        if (word.isEmpty()) {
            return;
        }
        Optional<String> fault = symbol == SymbolicReply.FEATURES
                ? Optional.of("text of `features` is made by the server")
                : ReplyRules.faultOf(word.get().text());
        fault.ifPresent(message -> findings.error(
                Code.BAD_REPLY_TEXT,
                word.get().span(),
                message,
                "one line of 1 to 200 ASCII characters, in other words."));
        if (fault.isEmpty()) {
            vocabulary = vocabulary.withText(symbol, word.get().text());
        }
    }
}
