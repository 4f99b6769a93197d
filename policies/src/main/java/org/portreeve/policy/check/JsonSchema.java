package org.portreeve.policy.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portreeve.policy.FileKind;
import org.portreeve.policy.Limit;
import org.portreeve.reply.ReplyPhase;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/**
 * JSON Schema (draft 7) for editors, made of the very tables that the checker uses. It never rejects what the checker
 * takes; it rejects wrong keys, types and words, and leaves to the checker what needs the whole policy.
 */
public final class JsonSchema {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String ALL = "allOf";

    private JsonSchema() {}

    /** The schema's text; the same for the same version of Portreeve. */
    public static String of(FileKind kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", DRAFT);
        document.put(
                "title",
                switch (kind) {
                    case POLICY -> "Portreeve policy";
                    case INCLUDED -> "File included by a Portreeve policy";
                    case REPLIES -> "Portreeve replies.yaml";
                });
        document.putAll(
                switch (kind) {
                    case POLICY -> mapping(Schema.FILE, List.of("ftp-policy", "default"));
                    case INCLUDED -> mapping(Schema.INCLUDED, List.of("ftp-policy"));
                    case REPLIES -> mapping(Schema.REPLIES, List.of("ftp-replies"));
                });
        document.put("definitions", kind == FileKind.REPLIES ? definitionsOfReplies() : definitions(kind));
        return JsonText.of(document);
    }

    private static Map<String, Object> definitions(FileKind kind) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("rule", rule());
        definitions.put("exception", exception());
        definitions.put("needs", with(mapping(Schema.NEEDS, List.of()), "minProperties", 1));
        if (kind == FileKind.POLICY) {
            definitions.put("limit", limit());
            definitions.put("assertion", with(mapping(Schema.ASSERTION, List.of()), ALL, oneOf(AssertionReader.KINDS)));
            definitions.put("test", mapping(Schema.TEST, TestReader.MANDATORY));
        }
        Keys.MATCHERS.forEach(key -> definitions.put(key.name(), described(key)));
        return definitions;
    }

    private static Map<String, Object> definitionsOfReplies() {
        Map<String, Object> replies = new LinkedHashMap<>();
        Map<String, Object> texts = new LinkedHashMap<>();
        for (SymbolicReply symbol : SymbolicReply.values()) {
            String standard =
                    Vocabulary.standard().reply(symbol, ReplyPhase.COMMAND).text();
            replies.put(symbol.symbol(), described(new Key(symbol.symbol(), Shape.of("wording"), standard)));
            if (symbol != SymbolicReply.FEATURES) {
                texts.put(symbol.symbol(), described(new Key(symbol.symbol(), Shape.TEXT, standard)));
            }
        }
        return JsonText.object(
                "replies",
                mapping(replies, List.of()),
                "texts",
                mapping(texts, List.of()),
                "wording",
                mapping(Schema.WORDING, List.of()));
    }

    private static Map<String, Object> rule() {
        List<Object> conditions = new ArrayList<>(oneOf(RuleReader.KINDS));
        conditions.add(
                JsonText.object("if", requiring("require"), "then", requiring("needs"), "else", without("needs")));
        conditions.add(JsonText.object("if", requiring("allow"), "then", without("reply")));
        return with(mapping(Schema.RULE, List.of()), ALL, conditions);
    }

    private static Map<String, Object> exception() {
        Object noMatcher = JsonText.object("propertyNames", JsonText.object("enum", ExceptionReader.NO_MATCHERS));
        return with(mapping(Schema.UNLESS, List.of()), "not", noMatcher);
    }

    private static Map<String, Object> limit() {
        Map<Object, List<String>> alike = new LinkedHashMap<>();
        for (Limit.Count count : Limit.Count.values()) {
            alike.computeIfAbsent(fitting(count), key -> new ArrayList<>()).add(count.symbol());
        }
        List<Object> conditions = new ArrayList<>();
        alike.forEach((then, counts) -> conditions.add(JsonText.object(
                "if",
                JsonText.object(
                        PROPERTIES,
                        JsonText.object("count", Shape.choice(counts).json()),
                        REQUIRED,
                        List.of("count")),
                "then",
                then)));
        return with(mapping(Schema.LIMIT, LimitReader.MANDATORY), ALL, conditions);
    }

    /** What goes together with a count. */
    private static Map<String, Object> fitting(Limit.Count count) {
        Countable countable = Countable.of(count);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "max",
                switch (countable.unit()) {
                    case BYTES -> Keys.AMOUNT_OF_BYTES.json();
                    case NUMBER -> Keys.AMOUNT_OF_THINGS.json();
                    case LENGTH_OF_TIME -> Keys.LENGTH_OF_TIME.json();
                    case RATE -> Keys.RATE.json();
                });
        properties.put("per", perOneOf(countable.pers().toArray(Limit.Per[]::new)));
        Countable.misfits(count).keySet().forEach(key -> properties.put(key, false));
        if (properties.containsKey("reply") && count == Limit.Count.IDLE_TIME) {
            properties.put(
                    "reply", Shape.choice(List.of(countable.reply().symbol())).json());
        }
        Map<String, Object> fitting = JsonText.object(PROPERTIES, properties);
        return countable.flow()
                ? with(
                        fitting,
                        "if",
                        JsonText.object(PROPERTIES, JsonText.object("per", perOneOf(Limit.Per.SESSION))),
                        "else",
                        requiring("every"))
                : fitting;
    }

    private static Map<String, Object> perOneOf(Limit.Per... pers) {
        return Shape.choice(Arrays.stream(pers).map(Limit.Per::symbol).toList()).json();
    }

    private static Map<String, Object> mapping(Schema schema, List<String> required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.keys().values().forEach(key -> properties.put(key.name(), property(key)));
        return mapping(properties, required);
    }

    private static Map<String, Object> mapping(Map<String, Object> properties, List<String> required) {
        Map<String, Object> mapping =
                JsonText.object("type", "object", "additionalProperties", false, PROPERTIES, properties);
        return required.isEmpty() ? mapping : with(mapping, REQUIRED, required);
    }

    private static Map<String, Object> property(Key key) {
        return Keys.MATCHERS.contains(key) ? Shape.of(key.name()).json() : described(key);
    }

    /** With the description, which counts for nothing beside a reference. */
    private static Map<String, Object> described(Key key) {
        Map<String, Object> shape = key.shape().json();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("description", key.description());
        described.putAll(shape.containsKey("$ref") ? JsonText.object(ALL, List.of(shape)) : shape);
        return described;
    }

    private static Map<String, Object> with(Map<String, Object> base, Object... fields) {
        Map<String, Object> all = new LinkedHashMap<>(base);
        all.putAll(JsonText.object(fields));
        return all;
    }

    private static List<Object> oneOf(List<String> keys) {
        return List.of(JsonText.object(
                "oneOf", keys.stream().map(JsonSchema::requiring).toList()));
    }

    private static Map<String, Object> requiring(String key) {
        return JsonText.object(REQUIRED, List.of(key));
    }

    private static Map<String, Object> without(String key) {
        return JsonText.object(PROPERTIES, JsonText.object(key, false));
    }
}
