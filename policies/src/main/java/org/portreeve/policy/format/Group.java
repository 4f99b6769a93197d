package org.portreeve.policy.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or a mapping, with the comments in it. */
final class Group implements Value {
    final boolean mapping;
    final boolean bracketed;
    final int start;
    final int column;
    final @Nullable Element owner;
    final List<Element> elements = new ArrayList<>();

    /** Comments behind the last element. */
    final List<Comment> tail = new ArrayList<>();

    int end;

    /** Whether it is to be printed on lines of its own, which is decided last. */
    boolean spread;

    Group(boolean mapping, boolean bracketed, int start, int column, @Nullable Element owner) {
        this.mapping = mapping;
        this.bracketed = bracketed;
        this.start = start;
        this.column = column;
        this.owner = owner;
        this.end = start;
    }

    boolean hasComments() {
        return !tail.isEmpty() || elements.stream().anyMatch(Element::hasComments);
    }

    /** Whether it says the same on one line in brackets. */
    boolean fitsIntoBrackets() {
        return elements.stream()
                .allMatch(each -> (each.key == null || each.key.fitsIntoBrackets())
                        && (each.value() instanceof Word word
                                ? word.fitsIntoBrackets()
                                : ((Group) each.value()).fitsIntoBrackets()));
    }

    /** On one line, in brackets. */
    String inBrackets() {
        StringBuilder text = new StringBuilder(mapping ? "{" : "[");
        for (Element each : elements) {
            text.append(text.length() > 1 ? ", " : "");
            if (each.key != null) {
                text.append(each.key.typed()).append(": ");
            }
            text.append(each.value() instanceof Word word ? word.typed() : ((Group) each.value()).inBrackets());
        }
        return text.append(mapping ? '}' : ']').toString();
    }
}
