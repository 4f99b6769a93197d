package org.portreeve.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object on one line (RFC 8259); fields that are null are left out. */
public final class JsonLine {

    private final StringBuilder out = new StringBuilder("{");

    public JsonLine text(String key, @Nullable String value) {
        if (value != null) {
            key(key);
            quote(value);
        }
        return this;
    }

    public JsonLine number(String key, long value) {
        key(key);
        out.append(value);
        return this;
    }

    public JsonLine texts(String key, List<String> values) {
        key(key);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(values.get(i));
        }
        out.append(']');
        return this;
    }

    /** A value that is JSON already. */
    public JsonLine json(String key, @Nullable String value) {
        if (value != null) {
            key(key);
            out.append(value);
        }
        return this;
    }

    /** Numbers by name. */
    public JsonLine numbers(String key, Map<String, Long> values) {
        JsonLine inner = new JsonLine();
        values.forEach(inner::number);
        return json(key, inner.toString());
    }

    @Override
    public String toString() {
        return out + "}";
    }

    private void key(String key) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(key);
        out.append(':');
    }

    private void quote(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7f) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
