package org.portreeve.reply;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which reply may answer which command, as shipped. */
final class Legality {
    private static final String UNKNOWN = "unknown";

    private final SortedMap<String, CommandReplies> commands = new TreeMap<>();
    private final SortedSet<Integer> anywhere;
    private final CommandReplies unknown;

    private Legality(DataFile file) {
        SortedSet<Integer> both = file.numbers("anywhere");
        both.addAll(file.numbers("envelopes"));
        anywhere = Collections.unmodifiableSortedSet(both);
        unknown = row(UNKNOWN, file.at(UNKNOWN));
        DataFile rows = file.at("commands");
        rows.fields().keySet().forEach(name -> commands.put((String) name, row((String) name, rows.at(name))));
    }

    static Legality load() {
        return new Legality(DataFile.read("legality.yaml"));
    }

    Collection<CommandReplies> commands() {
        return Collections.unmodifiableCollection(commands.values());
    }

    SortedSet<Integer> anywhere() {
        return anywhere;
    }

    CommandReplies of(String command) {
        return commands.getOrDefault(command, unknown);
    }

    /** Every code that occurs. */
    SortedSet<Integer> codes() {
        SortedSet<Integer> all = new TreeSet<>(anywhere);
        commands.values().forEach(each -> {
            all.addAll(each.answers());
            all.addAll(each.afterwards());
            all.addAll(each.practice());
        });
        return all;
    }

    private CommandReplies row(String command, DataFile row) {
        return new CommandReplies(
                command,
                row.text("source"),
                row.numbers("answers"),
                row.numbers("then"),
                row.numbers("practice"),
                anywhere,
                row.optional("note"));
    }
}
