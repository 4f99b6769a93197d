package org.portreeve.ftp.file;

import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The turns of users, groups and everyone. So that a count of all users does not leave one for each, they can be given back. */
final class Turns {

    /** In which turns are taken when several are needed: a user's first. */
    static final Comparator<String> ORDER =
            Comparator.comparing((String owner) -> !owner.startsWith("user ")).thenComparing(Comparator.naturalOrder());

    private final ConcurrentMap<String, Turn> all = new ConcurrentHashMap<>();

    Turn take(String owner) {
        return all.compute(owner, (unused, known) -> {
            Turn turn = known == null ? new Turn(System::nanoTime) : known;
            turn.taken();
            return turn;
        });
    }

    void giveBack(String owner) {
        all.computeIfPresent(owner, (unused, turn) -> turn.givenBack() ? null : turn);
    }
}
