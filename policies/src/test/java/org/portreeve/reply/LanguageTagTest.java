package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {

    @Test
    void case_doesNotCount() {
        assertThat(LanguageTag.of("DE-at")).contains(new LanguageTag("de-at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "de-", "-de", "d e", "de_AT", "deutschland", "de--at", "1de", "dé", "de-abcdefghi"})
    void whatIsNoTag_isNothing(String written) {
        assertThat(LanguageTag.of(written)).isEmpty();
        assertThatThrownBy(() -> new LanguageTag(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTagThatIsTooLong_isNone() {
        assertThat(LanguageTag.of("de" + "-abcdefgh".repeat(3))).isPresent();
        assertThat(LanguageTag.of("de" + "-abcdefgh".repeat(4))).isEmpty();
    }

    @Test
    void lookup_leavesOutWhatIsSaidLast() {
        assertThat(lookup("de-CH-1996")).containsExactly("de-ch-1996", "de-ch", "de");
        assertThat(lookup("de-x-mine")).containsExactly("de-x-mine", "de");
        assertThat(lookup("fr")).containsExactly("fr");
    }

    @Test
    void traditionalChinese_isNotAnsweredInSimplified() {
        assertThat(lookup("zh-TW")).containsExactly("zh-tw");
        assertThat(lookup("zh-Hant-HK")).containsExactly("zh-hant-hk", "zh-hant");
        assertThat(lookup("zh-Hans-HK")).containsExactly("zh-hans-hk", "zh-hans", "zh");
        assertThat(lookup("zh-CN")).containsExactly("zh-cn", "zh");
        assertThat(lookup("zh")).containsExactly("zh");
    }

    private static List<String> lookup(String tag) {
        return LanguageTag.of(tag).orElseThrow().lookup().stream()
                .map(LanguageTag::value)
                .toList();
    }
}
