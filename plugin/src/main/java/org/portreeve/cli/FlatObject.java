package org.portreeve.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) whose values are texts, numbers, truth values or {@code null}. Strict: anything else,
 * a key given twice, or something behind the object is refused. Numbers and truth values are texts as they were written;
 * a key with {@code null} counts as left out.
 */
final class FlatObject {
    private final JsonCursor cursor;

    private FlatObject(String text) {
        this.cursor = new JsonCursor(text, "not a JSON object of texts");
    }

    /** The fields in their order. The message of the exception never holds a value. */
    static Map<String, String> read(String text) throws UsageException {
        return new FlatObject(text).object();
    }

    private Map<String, String> object() throws UsageException {
        Map<String, String> fields = new LinkedHashMap<>();
        cursor.expect('{');
        boolean more = !cursor.accept('}');
        while (more) {
            String key = cursor.string();
            cursor.expect(':');
            String value = value();
            if (value == null) {
                // said to be nothing
            } else if (fields.put(key, value) != null) {
                throw cursor.fault("a key given twice");
            }
            more = cursor.accept(',');
            if (!more) {
                cursor.expect('}');
            }
        }
        cursor.end();
        return fields;
    }

    private @Nullable String value() throws UsageException {
        char c = cursor.peek();
        if (c == '"') {
            return cursor.string();
        }
        if (c == '{' || c == '[') {
            throw cursor.fault("a value is a text, a number, true or false");
        }
        return cursor.word();
    }
}
