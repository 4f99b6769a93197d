package org.portreeve.reply;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a text leaves open until the reply is sent, for example {@code {user}}. */
public enum Placeholder {
    /** The user; before login the name that the client claims. */
    USER(64, Kind.ANYWHERE),
    /** The absolute virtual path that the command names. */
    PATH(160, Kind.FILE),
    /** The id of the limit that was reached. */
    LIMIT(64, Kind.LIMIT),
    /** What the limit had counted before this command. */
    USED(24, Kind.LIMIT),
    /** What the limit permits. */
    MAX(32, Kind.LIMIT),
    /** What is left of it. */
    FREE(32, Kind.USAGE),
    /** What of it uploads have earned. */
    EARNED(32, Kind.USAGE),
    /** For whom it is counted. */
    OWNER(48, Kind.USAGE),
    /** What it counts, in the words of the policy. */
    COUNT(16, Kind.LIMIT),
    /** When the limit's window ends, with the policy's offset from UTC. */
    RESET(40, Kind.LIMIT),
    /** The id of the rule or limit that refused. */
    RULE(64, Kind.POLICY),
    /** The client's address. */
    ADDRESS(46, Kind.ANYWHERE);

    private enum Kind {
        ANYWHERE,
        FILE,
        LIMIT,
        USAGE,
        POLICY
    }

    private static final String CUT = "...";
    private static final Map<String, Placeholder> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Placeholder::symbol, Function.identity()));

    private final int longest;
    private final Kind kind;

    Placeholder(int longest, Kind kind) {
        this.longest = longest;
        this.kind = kind;
    }

    /** The name between the braces. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The placeholder of that name, or nothing. Case counts. */
    public static Optional<Placeholder> of(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    /** All names, in the order of their declaration. */
    public static List<String> symbols() {
        return Arrays.stream(values()).map(Placeholder::symbol).toList();
    }

    /** The most bytes of UTF-8 that it can come to. */
    public int longest() {
        return longest;
    }

    /**
     * Whether it may be said before somebody is logged in. What the client said itself may; what depends on the user, such
     * as the rule that refused, would tell known from unknown users.
     */
    public boolean isForLogin() {
        return kind == Kind.ANYWHERE;
    }

    /** Whether it can be known, at least at times, where a reply is sent after login. */
    public boolean canBeKnown(SymbolicReply symbol) {
        return switch (kind) {
            case ANYWHERE -> true;
            case FILE -> symbol.isAboutFiles();
            case LIMIT ->
                (symbol.isForPolicies() && symbol.isAboutFiles())
                        || symbol == SymbolicReply.QUOTA_WARNING
                        || symbol.isQuotaUsage();
            case USAGE -> symbol.isQuotaUsage();
            case POLICY -> symbol.isAboutFiles();
        };
    }

    /** The value as it may go over the wire: one line, bounded, of ASCII; a path keeps the letters that it has. */
    String safe(String value) {
        StringBuilder safe = new StringBuilder();
        value.codePoints().map(this::printable).forEach(safe::appendCodePoint);
        return cut(safe.toString());
    }

    /** Bounded. The end of a path says more than its beginning. */
    String cut(String value) {
        if (Utf8.length(value) <= longest) {
            return value;
        }
        int room = longest - CUT.length();
        return this == PATH ? CUT + Utf8.last(value, room) : Utf8.first(value, room) + CUT;
    }

    private int printable(int character) {
        if (character < 0x80) {
            return character < ' ' || character == 0x7f ? '?' : character;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> this == PATH ? character : '?';
        };
    }
}
