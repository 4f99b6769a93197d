package org.portreeve.ftp.file;

import org.portreeve.policy.Limit;
import org.portreeve.reply.ByteSize;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.ReplyFacts;
import org.portreeve.reply.Word;

/** What a client may be told of a limit that it has reached. */
final class LimitFacts {

    /** In place of what a limit has counted, if it counts nothing up. */
    static final long NOTHING_COUNTED = -1;

    private LimitFacts() {}

    /**
     * @param used what it had counted before, or {@link #NOTHING_COUNTED}
     * @param most what it permits
     */
    static ReplyFacts of(Limit limit, long used, long most) {
        ReplyFacts facts = ReplyFacts.NONE
                .with(Placeholder.LIMIT, limit.id())
                .with(Placeholder.COUNT, limit.count().symbol());
        facts = amount(facts, Placeholder.MAX, limit, most);
        return used == NOTHING_COUNTED ? facts : reset(facts.with(Placeholder.USED, used(limit, used)), limit);
    }

    /** What a client may be told that asks. */
    static ReplyFacts of(Usage usage) {
        Limit limit = usage.limit();
        long used = usage.isCounted() ? usage.used() : NOTHING_COUNTED;
        ReplyFacts facts = of(limit, used, usage.most()).with(Placeholder.OWNER, name(limit, usage.owner()));
        facts = amount(facts, Placeholder.FREE, limit, usage.free());
        facts = amount(facts, Placeholder.EARNED, limit, usage.earned());
        String resets = usage.resets();
        return resets == null ? facts : facts.with(Placeholder.RESET, resets);
    }

    /** Numbers of sessions and digests of account codes say nothing to people. */
    private static String name(Limit limit, String owner) {
        return switch (limit.per()) {
            case SESSION, ACCOUNT -> limit.per().symbol();
            case USER, GROUP, ADDRESS, NETWORK, EVERYONE -> owner;
        };
    }

    /** As long as the end of a window is not known. */
    private static ReplyFacts reset(ReplyFacts facts, Limit limit) {
        if (limit.every().isEmpty()) {
            boolean ends = limit.per() == Limit.Per.SESSION;
            return facts.with(Placeholder.RESET, "", ends ? Word.NEXT_SESSION : Word.NEVER);
        }
        return limit.every().get() instanceof Limit.Every.Sliding sliding
                ? facts.with(Placeholder.RESET, sliding.symbol(), Word.BIT_BY_BIT)
                : facts;
    }

    private static ReplyFacts amount(ReplyFacts facts, Placeholder placeholder, Limit limit, long amount) {
        return isOfFiles(limit)
                ? facts.with(placeholder, String.valueOf(amount), amount == 1 ? Word.FILE : Word.FILES)
                : facts.with(placeholder, ByteSize.of(amount));
    }

    private static String used(Limit limit, long used) {
        return isOfFiles(limit) ? String.valueOf(used) : ByteSize.of(used);
    }

    private static boolean isOfFiles(Limit limit) {
        return switch (limit.count()) {
            case FILES_STORED, FILES_WRITTEN, FILES_READ -> true;
            default -> false;
        };
    }
}
