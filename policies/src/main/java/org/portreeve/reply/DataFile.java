package org.portreeve.reply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A mapping in a shipped data file. Anything wrong with it is a fault of the build, and nothing goes on with it. */
record DataFile(String name, Map<?, ?> fields) {

    /** Reads a whole file beside this class. */
    static DataFile read(String name) {
        try (InputStream in = DataFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            if (root instanceof Map<?, ?> map) {
                return new DataFile(name, map);
            }
            throw new IllegalStateException(name + " is no mapping");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mapping under a key. */
    DataFile at(Object key) {
        if (fields.get(key) instanceof Map<?, ?> map) {
            return new DataFile(name, map);
        }
        throw wrong(key);
    }

    String text(String key) {
        return optional(key).orElseThrow(() -> wrong(key));
    }

    Optional<String> optional(String key) {
        @Nullable Object value = fields.get(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw wrong(key);
    }

    int number(Object key) {
        if (fields.get(key) instanceof Integer number) {
            return number;
        }
        throw wrong(key);
    }

    /** The texts of a list, none if there is no such key. */
    List<String> texts(String key) {
        return list(key).stream().map(String.class::cast).toList();
    }

    /** The numbers of a list, none if there is no such key. */
    SortedSet<Integer> numbers(String key) {
        return new TreeSet<>(list(key).stream().map(Integer.class::cast).toList());
    }

    private List<?> list(String key) {
        @Nullable Object value = fields.get(key);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw wrong(key);
    }

    /** Holds the file to a promise. */
    void require(boolean condition, Object what) {
        if (!condition) {
            throw wrong(what);
        }
    }

    private IllegalStateException wrong(Object what) {
        return new IllegalStateException(name + " is wrong about: " + what);
    }
}
