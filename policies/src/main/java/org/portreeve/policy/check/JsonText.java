package org.portreeve.policy.check;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.diagnostic.JsonString;

/** Writes JSON for people: what fits goes into one line. */
final class JsonText {
    private static final int WIDTH = 120;
    private static final String STEP = "  ";

    private JsonText() {}

    /** An object with its fields in this order: key, value, key, value. */
    static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return Collections.unmodifiableMap(object);
    }

    static String of(Object value) {
        return of(value, "", 0);
    }

    /**
     * Writes a value.
     *
     * @param taken characters that its line has already
     */
    private static String of(Object value, String indent, int taken) {
        String line = line(value);
        if (indent.length() + taken + line.length() < WIDTH) {
            return line;
        }
        String deeper = indent + STEP;
        if (value instanceof Map<?, ?> map) {
            return broken(map.entrySet().stream().map(entry -> field(entry, deeper)), '{', '}', indent);
        }
        return value instanceof Collection<?> items && items.stream().anyMatch(Map.class::isInstance)
                ? broken(items.stream().map(item -> of(item, deeper, 1)), '[', ']', indent)
                : line;
    }

    private static String field(Map.Entry<?, ?> entry, String indent) {
        String key = line(String.valueOf(entry.getKey())) + ": ";
        return key + of(entry.getValue(), indent, key.length() + 1);
    }

    private static String broken(Stream<String> parts, char open, char close, String indent) {
        return parts.collect(
                Collectors.joining(",\n" + indent + STEP, open + "\n" + indent + STEP, "\n" + indent + close));
    }

    private static String line(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> line(String.valueOf(entry.getKey())) + ": " + line(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(JsonText::line).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? JsonString.of(text) : String.valueOf(value);
    }
}
