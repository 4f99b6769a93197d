package org.portreeve.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of any shape, read. What is asked for and not there, or there in another shape, is nothing. */
final class JsonObject {
    private static final int DEEPEST = 32;

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    static JsonObject read(String text) throws UsageException {
        JsonCursor cursor = new JsonCursor(text, "not a JSON object");
        JsonObject object = object(cursor, 0);
        cursor.end();
        return object;
    }

    /** A text, number or truth value as it is written. */
    Optional<String> text(String key) {
        return fields.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<JsonObject> object(String key) {
        return fields.get(key) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** The texts in a list. */
    List<String> texts(String key) {
        return all(key, String.class);
    }

    /** The objects in a list. */
    List<JsonObject> objects(String key) {
        return all(key, JsonObject.class);
    }

    /** Its keys, in their order. */
    List<String> keys() {
        return List.copyOf(fields.keySet());
    }

    private <T> List<T> all(String key, Class<T> type) {
        return fields.get(key) instanceof List<?> list
                ? list.stream().filter(type::isInstance).map(type::cast).toList()
                : List.of();
    }

    private static JsonObject object(JsonCursor cursor, int depth) throws UsageException {
        Map<String, Object> fields = new LinkedHashMap<>();
        cursor.expect('{');
        boolean more = !cursor.accept('}');
        while (more) {
            String key = cursor.string();
            cursor.expect(':');
            Object value = value(cursor, depth);
            if (value != null) {
                fields.put(key, value);
            }
            more = cursor.accept(',');
            if (!more) {
                cursor.expect('}');
            }
        }
        return new JsonObject(fields);
    }

    private static List<Object> list(JsonCursor cursor, int depth) throws UsageException {
        List<Object> items = new ArrayList<>();
        cursor.expect('[');
        boolean more = !cursor.accept(']');
        while (more) {
            Object value = value(cursor, depth);
            if (value != null) {
                items.add(value);
            }
            more = cursor.accept(',');
            if (!more) {
                cursor.expect(']');
            }
        }
        return items;
    }

    private static @Nullable Object value(JsonCursor cursor, int depth) throws UsageException {
        if (depth > DEEPEST) {
            throw cursor.fault("nested too deep");
        }
        return switch (cursor.peek()) {
            case '"' -> cursor.string();
            case '{' -> object(cursor, depth + 1);
            case '[' -> list(cursor, depth + 1);
            default -> cursor.word();
        };
    }
}
