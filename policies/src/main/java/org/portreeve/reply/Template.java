package org.portreeve.reply;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with placeholders, taken apart once. A brace that is meant is written twice. */
final class Template {
    private static final Pattern BRACE = Pattern.compile("\\{\\{|\\{([^{}]*)\\}?");

    private final String source;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<Placeholder> placeholders = EnumSet.noneOf(Placeholder.class);

    private sealed interface Part {}

    private record Verbatim(String text) implements Part {}

    private record Gap(Placeholder placeholder) implements Part {}

    private Template(String source) {
        this.source = source;
    }

    /** Never fails; {@link #unknown} tells what cannot be filled. */
    static Template parse(String source) {
        Template template = new Template(source);
        template.read();
        return template;
    }

    /** A text that is sent as it is. */
    static Template verbatim(String text) {
        Template template = new Template(text);
        template.parts.add(new Verbatim(text));
        return template;
    }

    private void read() {
        Matcher brace = BRACE.matcher(source);
        StringBuilder words = new StringBuilder();
        int done = 0;
        while (brace.find()) {
            words.append(source, done, brace.start());
            done = brace.end();
            String name = brace.group(1);
            if (name == null) {
                words.append('{');
                continue;
            }
            Optional<Placeholder> known = Placeholder.of(name).filter(each -> source.startsWith("}", brace.end() - 1));
            if (known.isEmpty()) {
                unknown.add(brace.group());
                continue;
            }
            parts.add(new Verbatim(words.toString()));
            parts.add(new Gap(known.get()));
            placeholders.add(known.get());
            words.setLength(0);
        }
        parts.add(new Verbatim(words.append(source, done, source.length()).toString()));
    }

    /** What is in braces, or behind one that is never closed, and is no placeholder; with the braces. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    Set<Placeholder> placeholders() {
        return Set.copyOf(placeholders);
    }

    boolean has(Placeholder placeholder) {
        return placeholders.contains(placeholder);
    }

    /** Whether it says the same to everybody. */
    boolean isFixed() {
        return placeholders.isEmpty();
    }

    /** As it was written. */
    String source() {
        return source;
    }

    /** The most bytes of UTF-8 that it can come to. */
    int longest() {
        return parts.stream()
                .mapToInt(part -> part instanceof Gap gap ? gap.placeholder().longest() : Utf8.length(words(part)))
                .sum();
    }

    /** The text, unless something in it is unknown or not to be said in this phase. */
    Optional<String> fill(ReplyFacts facts, ReplyPhase phase, Words language) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Gap gap) {
                Optional<String> value =
                        phase == ReplyPhase.LOGIN && !gap.placeholder().isForLogin()
                                ? Optional.empty()
                                : facts.value(gap.placeholder(), language);
                if (value.isEmpty()) {
                    return value;
                }
                text.append(value.get());
            } else {
                text.append(words(part));
            }
        }
        return Optional.of(text.toString());
    }

    private static String words(Part part) {
        return part instanceof Verbatim words ? words.text() : "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && source.equals(template.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
