package org.portreeve.policy.syntax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.ast.Mapping;
import org.portreeve.policy.ast.Node;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.ast.Sequence;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.Span;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds the tree out of the parser's events, so that no value is ever interpreted and no alias ever followed. */
final class TreeBuilder {
    private static final int DEEPEST = 32;
    private static final int SMALLEST_BUFFER = 1024;
    private static final String ONE_DOCUMENT = "a policy is one document: remove `---` and what belongs elsewhere.";

    private final RawText raw;
    private final Diagnostics findings;
    private final Iterator<Event> events;
    private final int most;
    private int nodes;

    /**
     * A builder for one attempt.
     *
     * @param most nodes that the tree may have
     */
    TreeBuilder(RawText raw, int most, Diagnostics findings) {
        this.raw = raw;
        this.most = most;
        this.findings = findings;
        String text = String.join("\n", raw.lines());
        // The parser copies all of a long word each time it reads on, so it reads the whole text at once.
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(Math.max(SMALLEST_BUFFER, text.length() + 1))
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The first document's root, or nothing in an empty file. */
    Optional<Node> build() throws SyntaxFault {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root.isPresent()) {
                        findings.error(Code.SECOND_DOCUMENT, span(event), "second document", ONE_DOCUMENT);
                        return root;
                    }
                    root = Optional.of(node(event, 0));
                }
            }
        }
        return root;
    }

    /** How many nodes were built. */
    int nodes() {
        return nodes;
    }

    private Node node(Event event, int depth) throws SyntaxFault {
        if (++nodes > most) {
            throw new SyntaxFault(
                    Code.TOO_LARGE,
                    span(event),
                    "more than " + Budget.MOST_NODES + " words and lists in all",
                    "no policy has so many; is it the right file?");
        }
        if (depth > DEEPEST) {
            throw new SyntaxFault(
                    Code.TOO_DEEP,
                    span(event),
                    "nested too deep",
                    "nothing in a policy goes deeper than a few levels.");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(event, depth);
            case MappingStart -> mapping(event, depth);
            default ->
                throw new SyntaxFault(
                        Code.NOT_YAML, span(event), "alias", "anchors and aliases have no place in a policy.");
        };
    }

    private Scalar scalar(ScalarEvent event) {
        Span span = span(event);
        return new Scalar(event.getValue(), span, raw.isDamaged(span.line(), span.column()));
    }

    private Sequence sequence(Event start, int depth) throws SyntaxFault {
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new Sequence(items, span(start));
    }

    private Mapping mapping(Event start, int depth) throws SyntaxFault {
        List<Mapping.Entry> entries = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (key instanceof Scalar word) {
                entries.add(new Mapping.Entry(word, value));
            } else {
                hide(key);
                hide(value);
                findings.error(Code.WRONG_TYPE, key.span(), "key is not a word", "a key is one word before a colon.");
            }
            event = events.next();
        }
        return new Mapping(entries, span(start));
    }

    /** Nobody will look into it, and account codes may be among it. */
    private void hide(Node unread) {
        unread.words().forEach(word -> findings.hide(word.span()));
    }

    private Span span(Event event) {
        Span start = event.getStartMark().map(mark -> span(mark, raw)).orElse(Span.START);
        Span end = event.getEndMark().map(mark -> span(mark, raw)).orElse(start);
        return new Span(start.line(), start.column(), Math.max(start.line(), end.line()), end.column());
    }

    /** One character, where it stands in the admin's file. */
    static Span span(Mark mark, RawText raw) {
        int line = mark.getLine() + 1;
        return Span.at(line, Math.max(1, mark.getColumn() + 1 - raw.shift(line)), 1);
    }
}
