package org.portreeve.policy.check;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.portreeve.policy.Limit.Count;
import org.portreeve.policy.Limit.Per;
import org.portreeve.policy.Operation;
import org.portreeve.reply.SymbolicReply;

/**
 * What goes together with a {@code count}.
 *
 * @param unit what {@code max} is
 * @param flow something that happens in the course of time, so that {@code every} says how long it counts
 * @param pers whom it can be counted for
 * @param paths whether some files can be left out of it
 * @param warns whether there is an approach to the limit that can be told
 * @param ends whether the session can be ended by it
 * @param answered operations that it refuses; empty if no reply is chosen for it
 * @param reply what is said unless the admin says otherwise
 */
record Countable(
        Unit unit,
        boolean flow,
        Set<Per> pers,
        boolean paths,
        boolean warns,
        boolean ends,
        Set<Operation> answered,
        SymbolicReply reply) {

    /** How {@code max} is written. */
    enum Unit {
        BYTES,
        NUMBER,
        LENGTH_OF_TIME,
        RATE
    }

    private static final Set<Per> OWNERS = EnumSet.of(Per.USER, Per.GROUP, Per.EVERYONE);
    private static final Set<Operation> WRITE = Set.of(Operation.WRITE_CREATE);

    static Countable of(Count count) {
        return switch (count) {
            case BYTES_STORED -> stored(Unit.BYTES, true);
            case FILES_STORED -> stored(Unit.NUMBER, true);
            case FILE_SIZE -> stored(Unit.BYTES, false);
            case BYTES_WRITTEN -> moved(Unit.BYTES, WRITE, SymbolicReply.QUOTA_EXCEEDED);
            case FILES_WRITTEN -> moved(Unit.NUMBER, WRITE, SymbolicReply.QUOTA_EXCEEDED);
            case BYTES_READ -> moved(Unit.BYTES, Set.of(Operation.READ), SymbolicReply.TRY_LATER);
            case FILES_READ -> moved(Unit.NUMBER, Set.of(Operation.READ), SymbolicReply.TRY_LATER);
            case SESSIONS ->
                new Countable(
                        Unit.NUMBER,
                        false,
                        EnumSet.complementOf(EnumSet.of(Per.SESSION)),
                        false,
                        true,
                        false,
                        Set.of(Operation.LOGIN),
                        SymbolicReply.SERVICE_UNAVAILABLE);
            case FAILED_LOGINS ->
                new Countable(
                        Unit.NUMBER,
                        true,
                        EnumSet.complementOf(EnumSet.of(Per.ACCOUNT)),
                        false,
                        true,
                        true,
                        Set.of(Operation.LOGIN),
                        SymbolicReply.LOGIN_REFUSED);
            case COMMANDS ->
                new Countable(
                        Unit.NUMBER,
                        true,
                        EnumSet.allOf(Per.class),
                        false,
                        true,
                        true,
                        Set.of(Operation.LOOK, Operation.DELETE),
                        SymbolicReply.TRY_LATER);
            case IDLE_TIME ->
                new Countable(
                        Unit.LENGTH_OF_TIME,
                        false,
                        EnumSet.of(Per.SESSION),
                        false,
                        false,
                        true,
                        Set.of(),
                        SymbolicReply.SERVICE_UNAVAILABLE);
            case RATE_UP, RATE_DOWN ->
                new Countable(
                        Unit.RATE,
                        false,
                        EnumSet.allOf(Per.class),
                        false,
                        false,
                        false,
                        Set.of(),
                        SymbolicReply.TRY_LATER);
        };
    }

    /** Keys of a limit that make no sense with a count, and why. */
    static Map<String, String> misfits(Count count) {
        Countable countable = of(count);
        Map<String, String> all = new LinkedHashMap<>();
        if (!countable.flow) {
            all.put("every", "it is about what is there now, whenever it came. Remove `every`.");
        }
        if (!countable.paths) {
            all.put("path", "only bytes and files have a path. Remove `path`.");
        }
        if (!countable.warns) {
            all.put("warn", "nothing fills up here that could be warned of. Remove `warn`.");
        }
        if (!countable.ends) {
            all.put("then", "what is too much is refused or slowed down, and the session goes on.");
        }
        if (count != Count.BYTES_READ && count != Count.FILES_READ) {
            all.put("credit", "uploads earn downloads: it goes with `bytes-read` and `files-read`.");
        }
        if (count != Count.FAILED_LOGINS) {
            all.put("ban", "clients are turned away for a time on account of `failed-logins` only.");
        }
        if (countable.answered.isEmpty()) {
            all.put(
                    "reply",
                    countable.unit == Unit.RATE
                            ? "a rate is kept by waiting; nobody is refused."
                            : "the session is closed, and before that only service-unavailable can be said.");
        }
        return all;
    }

    private static Countable stored(Unit unit, boolean warns) {
        return new Countable(unit, false, OWNERS, true, warns, false, WRITE, SymbolicReply.QUOTA_EXCEEDED);
    }

    private static Countable moved(Unit unit, Set<Operation> by, SymbolicReply reply) {
        return new Countable(unit, true, EnumSet.allOf(Per.class), true, true, true, by, reply);
    }
}
