package org.portreeve.policy.format;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.syntax.Piece;

/** Reads how a file is laid out, and finds out to what each comment belongs. */
final class LayoutReader {
    private final Surface surface;
    private final Iterator<Piece> pieces;

    /** Where elements begin: the outermost that begins there, and the innermost. */
    private final NavigableMap<Integer, Element> outerStarts = new TreeMap<>();

    private final NavigableMap<Integer, Element> innerStarts = new TreeMap<>();

    /** Where a comment on the same line would belong to an element: behind its key, and behind its one-line value. */
    private final NavigableMap<Integer, Element> ends = new TreeMap<>();

    private final NavigableMap<Integer, Group> brackets = new TreeMap<>();

    private LayoutReader(Surface surface, List<Piece> pieces) {
        this.surface = surface;
        this.pieces = pieces.iterator();
    }

    /** The mapping that is the file. */
    static Group read(SourceText source) {
        List<Piece> pieces = Piece.of(source);
        LayoutReader reader = new LayoutReader(new Surface(source, pieces), pieces);
        Group root = reader.group(reader.pieces.next(), null);
        reader.surface.comments().forEach(spot -> reader.place(spot, root));
        return root;
    }

    /** All comments, sorted. */
    static List<String> comments(SourceText source) {
        return new Surface(source, Piece.of(source))
                .comments().stream().map(spot -> spot.comment().text()).sorted().toList();
    }

    private Group group(Piece open, @Nullable Element owner) {
        boolean mapping = open.kind() == Piece.Kind.MAPPING;
        Group group = new Group(mapping, open.bracketed(), open.start(), surface.column(open.start()), owner);
        if (group.bracketed) {
            brackets.put(group.start, group);
        }
        Piece piece = pieces.next();
        while (piece.kind() != Piece.Kind.END) {
            group.elements.add(mapping ? entry(group, piece) : item(group, piece));
            piece = pieces.next();
        }
        if (group.bracketed) {
            group.end = piece.end();
        }
        return group;
    }

    private Element entry(Group group, Piece key) {
        Word word = new Word(surface.text(key.start(), key.end()));
        Element entry = new Element(group, word, key.text(), key.start(), isBelowBlank(key));
        begin(entry);
        ends.putIfAbsent(key.end(), entry);
        finish(entry, pieces.next());
        return entry;
    }

    private Element item(Group group, Piece value) {
        Element item = new Element(group, null, "", value.start(), isBelowBlank(value));
        begin(item);
        finish(item, value);
        return item;
    }

    private boolean isBelowBlank(Piece piece) {
        return surface.isBelowBlank(surface.line(piece.start()));
    }

    private void begin(Element element) {
        outerStarts.putIfAbsent(element.start, element);
        innerStarts.put(element.start, element);
    }

    private void finish(Element element, Piece piece) {
        element.valueStart = piece.start();
        int end;
        if (piece.kind() == Piece.Kind.WORD) {
            element.value(new Word(surface.text(piece.start(), piece.end())));
            end = piece.end();
        } else {
            Group group = group(piece, element);
            element.value(group);
            end = group.end;
            if (!group.bracketed) {
                element.parent.end = Math.max(element.parent.end, end);
                return;
            }
        }
        ends.put(end, element); // outer elements are finished later, and it is theirs
        element.parent.end = Math.max(element.parent.end, end);
    }

    private void place(Surface.Spot spot, Group root) {
        Element owner = spot.alone() ? null : besideWhich(spot);
        if (owner == null) {
            placeAlone(spot, root);
        } else {
            if (!owner.beside.isEmpty()) {
                owner.precede(owner.beside);
            }
            owner.beside = spot.comment().text();
        }
    }

    private @Nullable Element besideWhich(Surface.Spot spot) {
        Map.Entry<Integer, Element> end = ends.floorEntry(spot.at());
        return end != null && surface.line(end.getKey()) == spot.line() ? end.getValue() : null;
    }

    private void placeAlone(Surface.Spot spot, Group root) {
        Element open = beforeWhoseValue(spot);
        Map.Entry<Integer, Element> following = outerStarts.ceilingEntry(spot.at());
        Element next = open != null || following == null ? open : following.getValue();
        Group brackets = around(spot.at());
        Group closing = open != null ? null : brackets != null ? brackets : behindWhich(spot, next);
        if (brackets != null && next != null && next.start < brackets.end) {
            next.before.add(spot.comment());
        } else if (closing != null && closing.elements.isEmpty() && closing.owner != null) {
            closing.owner.precede(spot.comment().text());
        } else if (closing != null) {
            closing.tail.add(spot.comment());
        } else if (next != null) {
            next.before.add(spot.comment());
        } else {
            root.tail.add(spot.comment());
        }
    }

    /** The innermost brackets around a place. */
    private @Nullable Group around(int at) {
        Map.Entry<Integer, Group> candidate = brackets.lowerEntry(at);
        Group group = candidate == null ? null : candidate.getValue();
        while (group != null && group.end <= at) {
            group = group.owner == null ? null : group.owner.parent;
        }
        return group != null && group.bracketed ? group : null;
    }

    /** Whether a key stands before the place, and its value behind it. */
    private static boolean isOpenAt(Element element, int at) {
        return element.start < at && element.valueStart > at && element.key != null;
    }

    /** The element whose key stands above the comment, and whose value, which is no group of lines, below. */
    private @Nullable Element beforeWhoseValue(Surface.Spot spot) {
        Map.Entry<Integer, Element> last = innerStarts.lowerEntry(spot.at());
        Element element = last == null ? null : last.getValue();
        boolean spreads = element != null && element.value() instanceof Group group && !group.bracketed;
        return element != null && !spreads && isOpenAt(element, spot.at()) ? element : null;
    }

    /** The group that ends above the comment, and as whose last line it is indented. */
    private @Nullable Group behindWhich(Surface.Spot spot, @Nullable Element next) {
        int least = next == null ? -1 : column(next);
        Map.Entry<Integer, Element> last = innerStarts.lowerEntry(spot.at());
        Group found = null;
        Group group = last == null ? null : last.getValue().parent;
        while (group != null) {
            boolean ends = group.elements.get(group.elements.size() - 1).start < spot.at();
            if (ends
                    && !group.bracketed
                    && group.column <= spot.column()
                    && group.column > least
                    && (found == null || group.column >= found.column)) {
                found = group;
            }
            group = group.owner == null ? null : group.owner.parent;
        }
        return found;
    }

    private int column(Element element) {
        return element.key == null ? element.parent.column : surface.column(element.start);
    }
}
