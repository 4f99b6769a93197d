package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Map;

/** The words of one language. */
record Words(Map<Word, String> words) {

    private static final String KEY = "words";

    /** Stands for the value that a word is said of. */
    private static final String VALUE = "{}";

    Words {
        words = Map.copyOf(words);
    }

    static Words read(DataFile file) {
        DataFile all = file.at(KEY);
        Map<Word, String> words = new EnumMap<>(Word.class);
        for (Word word : Word.values()) {
            words.put(word, all.text(word.symbol()));
        }
        file.require(all.fields().size() == words.size(), KEY);
        return new Words(words);
    }

    static boolean isKey(Object key) {
        return KEY.equals(key);
    }

    String say(Word word, String value) {
        return words.getOrDefault(word, VALUE).replace(VALUE, value);
    }
}
