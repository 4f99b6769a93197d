package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portreeve.policy.PolicyFile;

class TranslationsTest {
    private static final LanguageTag GERMAN = new LanguageTag("de");
    private static final LanguageTag PORTUGUESE = new LanguageTag("pt");

    private final Vocabulary standard = Vocabulary.standard();

    static Stream<LanguageTag> translations() {
        return Vocabulary.standard().languages().stream().skip(1);
    }

    private static List<SymbolicReply> translatable() {
        return Arrays.stream(SymbolicReply.values())
                .filter(symbol -> symbol != SymbolicReply.FEATURES)
                .toList();
    }

    @Test
    void theShippedLanguages_areSix() {
        assertThat(standard.languages())
                .extracting(LanguageTag::value)
                .containsExactly("en", "de", "fr", "es", "ja", "zh");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everySymbol_hasATextOfItsOwn_withThePlaceholdersOfTheEnglishOne(LanguageTag language) {
        Vocabulary other = standard.in(language.value());

        assertThat(translatable()).allSatisfy(symbol -> {
            String english = standard.text(symbol, ReplyPhase.COMMAND);
            String text = other.text(symbol, ReplyPhase.COMMAND);
            assertThat(text).isNotEqualTo(english);
            assertThat(ReplyRules.placeholders(text)).isEqualTo(ReplyRules.placeholders(english));
            assertThat(ReplyRules.faultOfTranslation(symbol, text)).isEmpty();
            for (ReplyPhase phase : ReplyPhase.values()) {
                assertThat(other.reply(symbol, phase).text())
                        .doesNotContain("{")
                        .isNotEqualTo(standard.reply(symbol, phase).text());
            }
        });
        assertThat(translatable())
                .extracting(symbol -> other.reply(symbol, ReplyPhase.COMMAND).text())
                .filteredOn(text -> !text.contains("PROT P"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("translations")
    void commands_staySaidAsTheyAreSent(LanguageTag language) {
        Vocabulary other = standard.in(language.value());

        assertThat(translatable())
                .allSatisfy(symbol -> assertThat(commands(other, symbol)).isEqualTo(commands(standard, symbol)));
    }

    private static List<String> commands(Vocabulary vocabulary, SymbolicReply symbol) {
        String text = vocabulary.reply(symbol, ReplyPhase.COMMAND).text();
        return Stream.of("AUTH TLS", "PBSZ 0", "PROT P", "ACCT", "USER", "PASS", "FEAT")
                .filter(text::contains)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("translations")
    void codes_areThoseOfTheEnglishReplies_inEachProfile(LanguageTag language) {
        for (ReplyProfile profile : ReplyProfile.values()) {
            Vocabulary english = profile.vocabulary();
            for (SymbolicReply symbol : SymbolicReply.values()) {
                for (ReplyPhase phase : ReplyPhase.values()) {
                    assertThat(english.in(language.value()).reply(symbol, phase).code())
                            .isEqualTo(english.reply(symbol, phase).code());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "DE", "de-AT", "de-Latn-CH-1996"})
    void aNarrowerTag_isAnsweredInTheLanguage(String asked) {
        assertThat(text(standard, asked, SymbolicReply.LOGIN_REFUSED)).isEqualTo("Anmeldung abgelehnt.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "zh-TW", "en", "en-GB", "not a tag", ""})
    void whatIsNotOffered_isAnsweredInEnglish(String asked) {
        assertThat(standard.in(asked)).isSameAs(standard);
    }

    @Test
    void whoAsksForNoLanguage_hearsTheStandardOne() {
        assertThat(standard.in(null)).isSameAs(standard);
        assertThat(standard.withLanguage(GERMAN).in(null))
                .isEqualTo(standard.withLanguage(GERMAN).in("de"));
        assertThat(text(standard.withLanguage(GERMAN), "en", SymbolicReply.LOGIN_REFUSED))
                .isEqualTo("Login refused.");
    }

    @Test
    void aTranslation_canBeTranslatedOn() {
        assertThat(standard.in("de").in("fr")).isSameAs(standard.in("fr"));
        assertThat(standard.in("de").in("en")).isSameAs(standard);
    }

    @Test
    void placeholders_areFilled() {
        ReplyFacts facts = ReplyFacts.NONE
                .with(Placeholder.LIMIT, "storage")
                .with(Placeholder.USED, "9 MiB")
                .with(Placeholder.MAX, "10 MiB");

        assertThat(standard.in("de")
                        .reply(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.TRANSFER, facts)
                        .text())
                .isEqualTo("Kontingent storage würde überschritten: 9 MiB von 10 MiB belegt.");
        assertThat(text(standard, "de", SymbolicReply.QUOTA_EXCEEDED)).startsWith("Kein Platz für diese Datei");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void words_areOfTheLanguage_andFitIn(LanguageTag language) {
        for (Word word : Word.values()) {
            ReplyFacts facts = facts(Placeholder.MAX, "9223372036854775807", word);
            String english = standard.reply(SymbolicReply.QUOTA_FILE_SIZE, ReplyPhase.COMMAND, facts)
                    .text();
            String other = standard.in(language.value())
                    .reply(SymbolicReply.QUOTA_FILE_SIZE, ReplyPhase.COMMAND, facts)
                    .text();
            boolean isANumber = word == Word.FILE || word == Word.FILES;

            assertThat(other).isNotEqualTo(english).doesNotContain("{");
            if (isANumber) {
                assertThat(english).doesNotContain("...");
                assertThat(other).contains("9223372036854775807").doesNotContain("...");
            }
            assertThat(usage(language.value(), word)).doesNotContain("...").isNotEqualTo(usage("en", word));
        }
    }

    private String usage(String language, Word word) {
        ReplyFacts facts = facts(Placeholder.MAX, "1", Word.FILES)
                .with(Placeholder.USED, "1")
                .with(Placeholder.FREE, "1")
                .with(Placeholder.RESET, "366d", word);
        return standard.in(language)
                .reply(SymbolicReply.QUOTA_USAGE, ReplyPhase.COMMAND, facts)
                .text();
    }

    private static ReplyFacts facts(Placeholder placeholder, String value, Word word) {
        return ReplyFacts.NONE
                .with(Placeholder.LIMIT, "a")
                .with(Placeholder.COUNT, "files-read")
                .with(Placeholder.OWNER, "everyone")
                .with(placeholder, value, word);
    }

    @Test
    void wordsInATextThatIsNotTranslated_areEnglish() {
        Vocabulary own = standard.withText(SymbolicReply.QUOTA_EXCEEDED, "Quota begins anew: {reset}");
        ReplyFacts facts = ReplyFacts.NONE.with(Placeholder.RESET, "", Word.NEVER);

        assertThat(own.in("de")
                        .reply(SymbolicReply.QUOTA_EXCEEDED, ReplyPhase.COMMAND, facts)
                        .text())
                .isEqualTo("Quota begins anew: never");
    }

    @Test
    void anotherEnglishText_isSaidInAllLanguages_becauseTheTranslationsSaySomethingElse() {
        Vocabulary own = standard.withText(SymbolicReply.TLS_REQUIRED, "Call 4711.");

        assertThat(text(own, "de", SymbolicReply.TLS_REQUIRED)).isEqualTo("Call 4711.");
        assertThat(text(own, "de", SymbolicReply.NOT_FOUND)).isEqualTo(text(standard, "de", SymbolicReply.NOT_FOUND));
        assertThat(text(
                        own.withText(GERMAN, SymbolicReply.TLS_REQUIRED, "4711 anrufen."),
                        "de",
                        SymbolicReply.TLS_REQUIRED))
                .isEqualTo("4711 anrufen.");
    }

    @Test
    void aNewLanguage_isOffered_andItsGapsAreEnglish() {
        Vocabulary own = standard.withText(PORTUGUESE, SymbolicReply.NOT_FOUND, "Não encontrado.");

        assertThat(own.languages()).contains(PORTUGUESE);
        assertThat(text(own, "pt-BR", SymbolicReply.NOT_FOUND)).isEqualTo("Não encontrado.");
        assertThat(text(own, "pt-BR", SymbolicReply.LOGIN_REFUSED)).isEqualTo("Login refused.");
        assertThat(own).isNotEqualTo(standard);
    }

    @Test
    void whatIsNotPermitted_isNotOffered() {
        Vocabulary few = standard.withLanguages(Set.of(GERMAN));

        assertThat(few.languages()).containsExactly(LanguageTag.ENGLISH, GERMAN);
        assertThat(few.permits(new LanguageTag("fr"))).isFalse();
        assertThat(few.in("fr")).isSameAs(few);
    }

    @Test
    void aFaultyText_isNotTaken() {
        assertThatThrownBy(() -> standard.withText(GERMAN, SymbolicReply.NOT_FOUND, "Nein\u0007"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repliesFile_setsLanguagesAndTexts() throws Exception {
        Vocabulary own = PolicyFile.readReplies(Path.of("src/test/resources/cases/replies-in-languages/replies.yaml"));

        assertThat(own.language()).isEqualTo(GERMAN);
        assertThat(own.languages()).extracting(LanguageTag::value).containsExactly("en", "de", "fr", "pt-br");
        assertThat(text(own, "de", SymbolicReply.TLS_REQUIRED)).startsWith("Bitte FTPS");
        assertThat(text(own, "pt-BR", SymbolicReply.TLS_REQUIRED)).startsWith("A política");
        assertThat(text(own, "de", SymbolicReply.NOT_FOUND)).isEqualTo("Nothing here.");
        assertThat(text(own, "de", SymbolicReply.QUOTA_EXCEEDED)).startsWith("Kein Platz für diese Datei");
    }

    private static String text(Vocabulary vocabulary, String language, SymbolicReply symbol) {
        return vocabulary.in(language).reply(symbol, ReplyPhase.COMMAND).text();
    }
}
