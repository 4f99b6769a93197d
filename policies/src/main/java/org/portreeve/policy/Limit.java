package org.portreeve.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.portreeve.reply.SymbolicReply;

/** A bound on what clients may do or keep. Implementations are immutable. */
public interface Limit {

    /** What a limit counts. */
    enum Count {
        /** Bytes of the owner's files together. */
        BYTES_STORED,
        /** The owner's files. */
        FILES_STORED,
        /** Bytes of a single file. */
        FILE_SIZE,
        /** Bytes uploaded in the window. */
        BYTES_WRITTEN,
        /** Bytes downloaded in the window. */
        BYTES_READ,
        /** Files uploaded in the window. */
        FILES_WRITTEN,
        /** Files downloaded in the window. */
        FILES_READ,
        /** Sessions open at the same time. */
        SESSIONS,
        /** Refused logins in the window. */
        FAILED_LOGINS,
        /** Commands in the window. */
        COMMANDS,
        /** Milliseconds without a command or a transfer. */
        IDLE_TIME,
        /** Bytes a second that are uploaded. */
        RATE_UP,
        /** Bytes a second that are downloaded. */
        RATE_DOWN;

        /** The name in a policy, for example {@code bytes-stored}. */
        public String symbol() {
            return Symbols.of(this);
        }
    }

    /** For whom it is counted. */
    enum Per {
        SESSION,
        USER,
        GROUP,
        ACCOUNT,
        ADDRESS,
        NETWORK,
        EVERYONE;

        /** The name in a policy, for example {@code user}. */
        public String symbol() {
            return Symbols.of(this);
        }
    }

    /**
     * Whose book it is.
     *
     * @param per the kind of owner
     * @param name the name of the user, group or network, the address in its usual form, or the account code; empty for
     *     the session itself, for everyone, and for sessions that gave no account code
     */
    record Owner(Per per, String name) {

        /** Account codes are secrets. */
        @Override
        public String toString() {
            return per == Per.ACCOUNT ? per.symbol() : (per.symbol() + " " + name).strip();
        }
    }

    /**
     * What counts at a moment.
     *
     * @param start where the part of it begins in which new amounts are counted
     * @param from where the oldest part begins that still counts
     */
    record Window(Instant start, Instant from) {}

    /** How long a count lasts. */
    sealed interface Every {

        /**
         * What counts at this moment.
         *
         * @param now in the policy's time zone
         */
        Window at(ZonedDateTime now);

        /**
         * When the count begins anew; nothing if it does so bit by bit.
         *
         * @param now in the policy's time zone
         */
        Optional<ZonedDateTime> endsAfter(ZonedDateTime now);

        /** As in a policy: {@code day}, {@code 10m}. */
        String symbol();

        /**
         * The last so and so long, at any moment. It is counted in parts, sixty or one a second; a part counts until all
         * of it is too old.
         */
        record Sliding(Duration length) implements Every {

            private static final int PARTS = 60;

            @Override
            public Window at(ZonedDateTime now) {
                long part = Math.max(1_000, length.toMillis() / PARTS);
                long millis = now.toInstant().toEpochMilli();
                return new Window(begin(millis, part), begin(millis - length.toMillis(), part));
            }

            private static Instant begin(long millis, long part) {
                return Instant.ofEpochMilli(Math.floorDiv(millis, part) * part);
            }

            @Override
            public Optional<ZonedDateTime> endsAfter(ZonedDateTime now) {
                return Optional.empty();
            }

            @Override
            public String symbol() {
                return Symbols.of(length);
            }
        }

        /** The current hour, day, week (from Monday) or month in the policy's time zone. */
        record Calendar(Unit unit) implements Every {

            @Override
            public Window at(ZonedDateTime now) {
                LocalDate day = now.toLocalDate();
                ZonedDateTime start = switch (unit) {
                    case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
                    case DAY -> day.atStartOfDay(now.getZone());
                    case WEEK ->
                        day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .atStartOfDay(now.getZone());
                    case MONTH -> day.withDayOfMonth(1).atStartOfDay(now.getZone());
                };
                return new Window(start.toInstant(), start.toInstant());
            }

            @Override
            public Optional<ZonedDateTime> endsAfter(ZonedDateTime now) {
                ZonedDateTime day = now.truncatedTo(ChronoUnit.DAYS);
                return Optional.of(
                        switch (unit) {
                            case HOUR -> now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                            case DAY -> day.plusDays(1);
                            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
                        });
            }

            @Override
            public String symbol() {
                return unit.symbol();
            }
        }

        /** Calendar units. */
        enum Unit {
            HOUR,
            DAY,
            WEEK,
            MONTH;

            /** The name in a policy, for example {@code day}. */
            public String symbol() {
                return Symbols.of(this);
            }
        }
    }

    /** The id that stands in the policy file and in the audit log. */
    String id();

    Count count();

    Per per();

    /** Whether servers of this version keep such a limit. One that they would have to keep and cannot, they do not take. */
    static boolean isEnforceable(Count count) {
        return switch (count) {
            case BYTES_STORED, FILES_STORED, FILE_SIZE, BYTES_WRITTEN, BYTES_READ, FILES_WRITTEN, FILES_READ -> true;
            case SESSIONS, FAILED_LOGINS, COMMANDS, IDLE_TIME, RATE_UP, RATE_DOWN -> false;
        };
    }

    /** {@link #isEnforceable(Count)} of this limit. */
    default boolean isEnforceable() {
        return isEnforceable(count());
    }

    /** The largest permitted value, in the unit of {@link Count}. What was earned by {@link #credit} comes on top. */
    long max();

    /**
     * How much more may be downloaded for what the same owner has uploaded in the same time, in thousandths of it; 0 if
     * uploads earn nothing.
     */
    long credit();

    /**
     * The largest permitted value where so much was uploaded in the same time.
     *
     * @param uploaded bytes or files, as {@link #count} has them
     */
    default long maxAfter(long uploaded) {
        return credit() == 0 ? max() : Credit.maxAfter(this, uploaded);
    }

    /** The window; empty for what is simply there (stored files, open sessions, sizes, rates, idle time). */
    Optional<Every> every();

    /** Shares of {@link #max} in percent, ascending, whose crossing is told. */
    List<Integer> warnings();

    /** For how long a client that reached the limit is turned away altogether. */
    Optional<Duration> ban();

    /** Whether the session ends when the limit is reached. */
    boolean disconnects();

    /** Whether reaching it is only told ({@code mode: observe} on it or on the file). */
    boolean isObserved();

    /** What the client hears when the limit is reached. */
    SymbolicReply reply();

    /** Whether the limit counts this user's file at this absolute virtual path. */
    boolean covers(String user, String path);

    /** Whether the limit counts anything of this user at all. */
    boolean concerns(String user);

    /** Whether the limit counts this session at all: its user, address and listener. */
    boolean concerns(Session session);

    /** Whether the limit is about this absolute virtual path of this session. */
    boolean covers(Session session, String path);

    /**
     * In whose books this session's doings are counted; none if it belongs to nobody for whom the limit counts. A user can
     * be in several groups, and an address in several networks; one that is in none of them stands for itself.
     */
    List<Owner> owners(Session session);

    /** All groups, or everyone, that have a book of what is stored; none for a limit per user. */
    List<Owner> sharedOwners();

    /** Whether what this user stores is counted in the book of this owner. */
    boolean counts(String user, Owner owner);

    /**
     * What is counted and for whom, as 16 hexadecimal digits: limits with equal fingerprints count the same, whatever they
     * permit. It stays the same from one start to the next.
     */
    String fingerprint();

    /** The deepest directory that holds everything the limit counts for this user, {@code /} at the widest. */
    String root(String user);
}
