package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.reply.LanguageTag;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/** Reads what {@code replies.yaml} says of languages: {@code texts}, {@code languages} and {@code language}. */
final class TranslationsReader {
    static final List<String> SYMBOLS =
            List.of(SymbolicReply.values()).stream().map(SymbolicReply::symbol).toList();

    private static final String EXAMPLE = "de: {tls-required: \"Bitte FTPS verwenden.\"}";

    private final Diagnostics findings;
    private Vocabulary vocabulary;

    private TranslationsReader(Vocabulary vocabulary, Diagnostics findings) {
        this.vocabulary = vocabulary;
        this.findings = findings;
    }

    /** The vocabulary with what the file says. */
    static Vocabulary read(Fields file, Vocabulary vocabulary, Diagnostics findings) {
        return new TranslationsReader(vocabulary, findings).read(file);
    }

    private Vocabulary read(Fields file) {
        file.get("texts")
                .flatMap(node -> Values.mapping(node, "texts", EXAMPLE, findings))
                .ifPresent(texts ->
                        Fields.declared(texts, findings).entries().values().forEach(this::language));
        file.get("languages").ifPresent(this::offered);
        file.get("language")
                .flatMap(node -> Values.word(node, "language", findings))
                .ifPresent(this::standard);
        return vocabulary;
    }

    private void language(Mapping.Entry entry) {
        Optional<LanguageTag> tag = tag(entry.key());
        Optional<Mapping> texts = Values.mapping(entry.value(), entry.key().text(), EXAMPLE, findings);
        if (tag.filter(LanguageTag.ENGLISH::equals).isPresent()) {
            findings.error(
                    Code.KEY_NOT_HERE,
                    entry.key().span(),
                    "`en` does not go here",
                    "English texts stand under `replies`: tls-required: {text: \"Use FTPS.\"}");
        } else if (tag.isPresent() && texts.isPresent()) {
            Fields fields = Fields.declared(texts.get(), findings);
            fields.entries().values().forEach(text -> text(tag.get(), text, fields));
        }
    }

    private void text(LanguageTag language, Mapping.Entry entry, Fields fields) {
        Optional<SymbolicReply> symbol = symbol(entry.key(), findings);
        Optional<Scalar> word = Values.word(entry.value(), "text", findings);
        if (symbol.isEmpty() || word.isEmpty()) {
            return;
        }
        new ReplyTextReader(symbol.get(), fields, findings)
                .translation(word.get())
                .ifPresent(text -> vocabulary = vocabulary.withText(language, symbol.get(), text));
    }

    /** The symbol of that name; reports any other. */
    static Optional<SymbolicReply> symbol(Scalar name, Diagnostics findings) {
        Optional<SymbolicReply> symbol = SymbolicReply.of(name.text());
        if (symbol.isEmpty() && !name.damaged()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    name.span(),
                    "unknown reply " + quote(name.text()),
                    Words.didYouMean(name.text(), SYMBOLS) + "Codes and texts belong to the replies that the vocabulary"
                            + " names.");
        }
        return symbol;
    }

    private void offered(Node node) {
        Set<LanguageTag> offered = new LinkedHashSet<>();
        for (Scalar word : Values.words(node, "languages", findings)) {
            Optional<LanguageTag> tag = tag(word);
            if (tag.isPresent() && !vocabulary.languages().contains(tag.get())) {
                findings.warning(
                        Code.UNKNOWN_VALUE,
                        word.span(),
                        "no texts in " + quote(word.text()),
                        "it is offered only if the server has texts of its own in it. " + known("There are texts in"));
            }
            tag.ifPresent(offered::add);
        }
        vocabulary = vocabulary.withLanguages(offered);
    }

    private void standard(Scalar word) {
        Optional<LanguageTag> tag = tag(word);
        if (tag.isPresent() && !vocabulary.languages().contains(tag.get())) {
            findings.error(
                    Code.UNDECLARED,
                    word.span(),
                    quote(word.text()) + " is not among the languages that are offered",
                    known("it is one of"));
        } else if (tag.isPresent()) {
            vocabulary = vocabulary.withLanguage(tag.get());
        }
    }

    private String known(String before) {
        return vocabulary.languages().stream()
                .map(LanguageTag::value)
                .collect(Collectors.joining(", ", before + " ", "."));
    }

    private Optional<LanguageTag> tag(Scalar word) {
        Optional<LanguageTag> tag = LanguageTag.of(word.text());
        if (tag.isEmpty() && !word.damaged()) {
            findings.error(
                    Code.UNKNOWN_VALUE,
                    word.span(),
                    quote(word.text()) + " is not a language tag",
                    "for example de, fr, pt-br (RFC 5646).");
        }
        return tag;
    }
}
