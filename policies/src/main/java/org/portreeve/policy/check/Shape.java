package org.portreeve.policy.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a value looks like, in JSON Schema (draft 7). The language knows text only, but an editor takes {@code 10} for a
 * number and {@code true} for a truth value; so a shape takes whatever type the text could be seen as.
 */
record Shape(Map<String, Object> json) {
    private static final String TYPE = "type";
    private static final String STRING = "string";
    private static final String DEFINITIONS = "#/definitions/";

    private static final List<String> SCALAR = List.of(STRING, "number", "boolean", "null");

    /** Any text. */
    static final Shape TEXT = new Shape(JsonText.object(TYPE, SCALAR));

    /** A name made up by the admin. */
    static final Shape ID =
            new Shape(JsonText.object(TYPE, List.of(STRING, "boolean", "null"), "pattern", whole(Values.ID)));

    /** Text that can only be seen as text. */
    static Shape matching(String pattern) {
        return new Shape(JsonText.object(TYPE, STRING, "pattern", whole(pattern)));
    }

    /** Text of a pattern, or a bare number. */
    static Shape number(String pattern) {
        return new Shape(JsonText.object(TYPE, List.of(STRING, "integer"), "pattern", whole(pattern), "minimum", 0));
    }

    /** Any text but this. */
    static Shape textExcept(String word) {
        return new Shape(JsonText.object(TYPE, SCALAR, "not", JsonText.object("const", word)));
    }

    /** One of these words. */
    static Shape choice(List<String> words) {
        return new Shape(JsonText.object(
                "enum", words.stream().flatMap(Shape::readings).distinct().toList()));
    }

    /** One of these words, or what fits a pattern. */
    static Shape choiceOr(List<String> words, String pattern) {
        return anyOf(choice(words), matching(pattern));
    }

    /** A value, or a list of such values. */
    static Shape orList(Shape item) {
        return anyOf(item, someOf(item));
    }

    /** A list with at least one value. */
    static Shape someOf(Shape item) {
        return new Shape(JsonText.object(TYPE, "array", "items", item.json, "minItems", 1));
    }

    static Shape list(Shape item) {
        return new Shape(JsonText.object(TYPE, "array", "items", item.json));
    }

    /** A mapping whose keys are made up by the admin. */
    static Shape named(Shape name, Shape value) {
        return new Shape(
                JsonText.object(TYPE, "object", "propertyNames", name.json, "additionalProperties", value.json));
    }

    /** What {@link JsonSchema} defines under this name. */
    static Shape of(String definition) {
        return new Shape(JsonText.object("$ref", DEFINITIONS + definition));
    }

    static Shape anyOf(Shape... shapes) {
        return new Shape(
                JsonText.object("anyOf", Stream.of(shapes).map(Shape::json).toList()));
    }

    private static String whole(Pattern pattern) {
        return whole(pattern.pattern());
    }

    private static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }

    /** The word as text, and as what an editor may take it for. */
    private static Stream<Object> readings(String word) {
        List<Object> readings = new ArrayList<>(List.of(word));
        if (word.equals("true") || word.equals("false")) {
            readings.add(0, Boolean.valueOf(word));
        } else if (Character.isDigit(word.charAt(0))) {
            readings.add(0, new BigDecimal(word));
        }
        return readings.stream();
    }
}
