package org.portreeve.policy.syntax;

import java.util.ArrayList;
import java.util.List;
import org.portreeve.policy.source.SourceText;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * One piece of the surface of a file that can be read without a fault: what stands where, and in which brackets.
 *
 * @param start of it, counted in code points from the beginning of the text, whose lines end with one line feed each
 * @param end the first code point behind it
 * @param bracketed whether a list or mapping stands in brackets
 * @param text what a word says, without its quotes
 */
public record Piece(Kind kind, int start, int end, boolean bracketed, String text) {

    /** What it is. */
    public enum Kind {
        WORD,
        LIST,
        MAPPING,
        END
    }

    /** All pieces in the order of the file. */
    public static List<Piece> of(SourceText source) {
        String text = String.join("\n", source.lines());
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(Math.max(1024, text.length() + 1))
                .build();
        List<Piece> pieces = new ArrayList<>();
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case Scalar -> pieces.add(piece(Kind.WORD, event, false, ((ScalarEvent) event).getValue()));
                case SequenceStart -> pieces.add(piece(Kind.LIST, event, isFlow(event), ""));
                case MappingStart -> pieces.add(piece(Kind.MAPPING, event, isFlow(event), ""));
                case SequenceEnd, MappingEnd -> pieces.add(piece(Kind.END, event, false, ""));
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment, Alias -> {}
            }
        }
        return pieces;
    }

    private static boolean isFlow(Event event) {
        return event instanceof CollectionStartEvent start && start.isFlow();
    }

    private static Piece piece(Kind kind, Event event, boolean bracketed, String text) {
        int start = event.getStartMark().map(Mark::getIndex).orElse(0);
        return new Piece(kind, start, event.getEndMark().map(Mark::getIndex).orElse(start), bracketed, text);
    }
}
