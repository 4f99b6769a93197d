package org.portreeve.policy.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An item of a list, or a key with its value, and the comments that belong to it. */
final class Element {
    final Group parent;
    final @Nullable Word key;

    /** What the key says; empty in a list. */
    final String name;

    final int start;
    final List<Comment> before = new ArrayList<>();

    /** The comment behind it, or behind its key; empty if there is none. */
    String beside = "";

    boolean afterBlank;
    int valueStart;
    private @Nullable Value value;

    Element(Group parent, @Nullable Word key, String name, int start, boolean afterBlank) {
        this.parent = parent;
        this.key = key;
        this.name = name;
        this.start = start;
        this.afterBlank = afterBlank;
    }

    Value value() {
        return Objects.requireNonNull(value);
    }

    void value(Value given) {
        value = given;
    }

    boolean hasComments() {
        return !before.isEmpty() || !beside.isEmpty() || (value() instanceof Group group && group.hasComments());
    }

    /** Puts a comment on a line of its own above it. */
    void precede(String comment) {
        before.add(new Comment(comment, before.isEmpty() && afterBlank));
        if (before.size() == 1) {
            afterBlank = false;
        }
    }

    /** A dash cannot have a comment between itself and what it is for, so it goes above the dash. */
    void raiseComments() {
        if (key == null && value() instanceof Group group && !group.elements.isEmpty()) {
            Element first = group.elements.get(0);
            first.before.forEach(each -> precede(each.text()));
            first.before.clear();
        }
    }
}
