package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue holds what five public pages list, and contradicts itself nowhere. */
class CatalogueTest {
    private static final Path PAGES = Path.of("src/test/resources/reply-pages");

    private final Catalogue catalogue = Catalogue.shipped();

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return pages.sorted().toList().stream();
        }
    }

    @Test
    void pages_areFive() throws IOException {
        assertThat(pages()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingOnAPage_isInTheCatalogue(Path page) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            int colon = line.indexOf(':');
            String kind = colon < 0 ? "code" : line.substring(0, colon);
            String[] words = line.substring(colon + 1).strip().split(" ");
            Arrays.stream(words)
                    .filter(word -> !isThere(kind, word))
                    .map(word -> kind + " " + word)
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }

    private boolean isThere(String kind, String word) {
        if (kind.startsWith("version ")) {
            int version = Integer.parseInt(kind.substring("version ".length()));
            return catalogue.statuses().stream().anyMatch(each -> each.name().equals(word) && each.since() == version);
        }
        int number = Integer.parseInt(word);
        return switch (kind) {
            case "code" ->
                catalogue.code(number).isPresent()
                        || catalogue.socketError(number).isPresent();
            case "series" ->
                catalogue.series().stream()
                        .anyMatch(each -> each.value() == (number < 1000 ? number / 100 : number)
                                && each.next().isPresent());
            case "first digits" ->
                catalogue.series().stream()
                        .anyMatch(each -> each.value() == number && each.next().isPresent());
            case "second digits" -> catalogue.groups().stream().anyMatch(each -> each.value() == number);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                110, 120, 150, 200, 230, 231, 232, 234, 332, 421, 425, 426, 430, 450, 452, 500, 521, 522, 530, 532, 533,
                534, 535, 536, 551, 552, 553
            })
    void contradictionsOfThePages_areNotedOnTheEntry(int code) {
        assertThat(catalogue.code(code).orElseThrow().advice().disputes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_054, 10_060, 10_061, 10_066, 10_068})
    void socketErrorsThatAPageTakesForReplies_areNoted(int code) {
        assertThat(catalogue.socketError(code).orElseThrow().advice().disputes())
                .isNotEmpty();
        assertThat(catalogue.code(code)).isEmpty();
    }

    @Test
    void statuses_are0To31_withoutGap() {
        assertThat(catalogue.statuses().stream().mapToInt(SftpStatus::code))
                .hasSize(32)
                .isSorted()
                .startsWith(0)
                .endsWith(31);
        assertThat(catalogue.statuses().stream().map(SftpStatus::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("SSH_FX_"));
    }

    @Test
    void texts_areOneLineOfAscii() {
        Stream<String> texts = Stream.of(
                        catalogue.codes().stream().map(ReplyCode::text),
                        catalogue.statuses().stream().map(SftpStatus::text),
                        catalogue.socketErrors().stream().map(SocketError::text))
                .flatMap(each -> each);

        assertThat(texts).allMatch(text -> text.matches("[ -~]+"));
    }

    @Test
    void retry_fitsTheClass() {
        assertThat(catalogue.codes()).allSatisfy(each -> {
            Retry retry = each.advice().retry();
            switch (each.replyClass()) {
                case TRANSIENT_NEGATIVE -> assertThat(retry).isNotEqualTo(Retry.NEVER);
                case PERMANENT_NEGATIVE -> assertThat(retry).isIn(Retry.AFTER_CHANGE, Retry.NEVER);
                default -> assertThat(retry).isEqualTo(Retry.NEVER);
            }
        });
    }

    @Test
    void intermediateReplies_saySoWhatComesNext() {
        assertThat(catalogue.codes())
                .filteredOn(each -> each.advice().source().startsWith("RFC"))
                .allSatisfy(each ->
                        assertThat(each.next().isPresent()).isEqualTo(each.replyClass() == ReplyClass.INTERMEDIATE));
    }

    @Test
    void everyCode_hasASender() {
        assertThat(catalogue.codes())
                .allMatch(code -> !code.otherSenders().isEmpty()
                        || catalogue.anywhere().contains(code.code())
                        || catalogue.commands().stream().anyMatch(each -> knows(each, code.code())));
    }

    private static boolean knows(CommandReplies command, int code) {
        return command.isUsual(code, ReplyPhase.COMMAND) || command.isUsual(code, ReplyPhase.TRANSFER);
    }

    @Test
    void digits_nameClassAndGroup() {
        ReplyCode code = catalogue.code(552).orElseThrow();

        assertThat(code.replyClass()).isEqualTo(ReplyClass.PERMANENT_NEGATIVE);
        assertThat(code.group()).isEqualTo(ReplyGroup.FILE_SYSTEM);
        assertThat(catalogue.digit(code.replyClass()).value()).isEqualTo(5);
        assertThat(catalogue.digit(code.group()).text()).isEqualTo("File system");
        assertThat(catalogue.digit(ReplyClass.of(633)).text()).isEqualTo("Protected");
        assertThat(ReplyGroup.of(401)).isEqualTo(ReplyGroup.SYNTAX);
    }

    @ParameterizedTest
    @EnumSource(SymbolicReply.class)
    void everySymbol_hasAnSftpStatusThatTheVersionKnows(SymbolicReply symbol) {
        for (int version = SftpReply.OLDEST; version <= SftpReply.NEWEST; version++) {
            SftpReply reply = Vocabulary.standard().sftpReply(symbol, version);

            assertThat(reply.status().since()).isLessThanOrEqualTo(version);
            assertThat(reply.status().code() != 0).isEqualTo(symbol.isRefusal());
            assertThat(reply.status().code()).as("a client's own").isNotIn(6, 7);
            assertThat(ReplyRules.faultOf(reply.text())).isEmpty();
        }
    }

    @Test
    void quota_isFailureUntilVersion5() {
        Vocabulary own = Vocabulary.standard().withText(SymbolicReply.QUOTA_EXCEEDED, "Your storage is full.");

        assertThat(Stream.of(3, 4, 5, 6)
                        .map(version -> own.sftpReply(SymbolicReply.QUOTA_EXCEEDED, version)
                                .status()
                                .code()))
                .containsExactly(4, 4, 15, 15);
        assertThat(own.sftpReply(SymbolicReply.QUOTA_EXCEEDED, 3).text()).isEqualTo("Your storage is full.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 7})
    void sftpVersionsThatNobodySpeaks_haveNoReply(int version) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.standard().sftpReply(SymbolicReply.NOT_FOUND, version));
    }
}
