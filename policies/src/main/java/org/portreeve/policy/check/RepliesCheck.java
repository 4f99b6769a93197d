package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.Optional;
import org.portreeve.policy.ast.Document;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.ReplyProfile;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Checks {@code replies.yaml} and applies it to the catalogue. */
public final class RepliesCheck {
    private final Diagnostics findings;

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
        ReplyProfile profile = file.get("profile")
                .flatMap(node -> Values.word(node, "profile", findings))
                .flatMap(this::profile)
                .orElse(ReplyProfile.PORTREEVE);
        boolean strict = Values.choice(file, "strict", Keys.SWITCH, findings)
                .map(Boolean::valueOf)
                .orElse(profile.isStrict());
        Optional<Mapping> replies = file.get("replies")
                .flatMap(node -> Values.mapping(node, "replies", "tls-required: {text: \"Use FTPS.\"}", findings));
        Vocabulary vocabulary = profile.vocabulary().strictly(strict);
        if (replies.isPresent()) {
            for (Mapping.Entry entry :
                    Fields.declared(replies.get(), findings).entries().values()) {
                vocabulary = reply(entry, vocabulary, strict);
            }
        }
        return TranslationsReader.read(file, vocabulary, findings);
    }

    private Optional<ReplyProfile> profile(Scalar word) {
        Optional<ReplyProfile> profile = ReplyProfile.of(word.text());
        if (profile.isEmpty()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    "unknown profile " + quote(word.text()),
                    Words.didYouMean(word.text(), ReplyProfile.symbols()) + "Known are "
                            + String.join(", ", ReplyProfile.symbols()) + ".");
        }
        return profile;
    }

    private Vocabulary reply(Mapping.Entry entry, Vocabulary vocabulary, boolean strict) {
        Scalar name = entry.key();
        Optional<SymbolicReply> symbol = TranslationsReader.symbol(name, findings);
        Optional<Mapping> mapping =
                Values.mapping(entry.value(), name.text(), name.text() + ": {text: \"Use FTPS.\"}", findings);
        if (symbol.isEmpty() || mapping.isEmpty()) {
            return vocabulary;
        }
        Fields fields = Fields.of(mapping.get(), Schema.WORDING, findings);
        Vocabulary coded = new ReplyCodeReader(symbol.get(), fields, strict, findings).apply(vocabulary);
        return new ReplyTextReader(symbol.get(), fields, findings).apply(coded);
    }
}
