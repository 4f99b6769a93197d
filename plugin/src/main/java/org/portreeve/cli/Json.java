package org.portreeve.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object (RFC 8259) in the order in which it is filled. Written in ASCII, on one line. */
final class Json {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** A text, number, truth value, object, list of these, or nothing, which is written as {@code null}. */
    Json put(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Json json) {
            char separator = '{';
            for (Map.Entry<String, @Nullable Object> field : json.fields.entrySet()) {
                out.append(separator);
                quote(field.getKey(), out);
                out.append(':');
                write(field.getValue(), out);
                separator = ',';
            }
            out.append(separator == '{' ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i > 0 ? "," : "");
                write(list.get(i), out);
            }
            out.append(']');
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), out);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7f) {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
