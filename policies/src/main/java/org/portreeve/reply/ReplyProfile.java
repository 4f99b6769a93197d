package org.portreeve.reply;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Codes and texts to start from: Portreeve's own, those of the RFCs, and those that clients know of other servers. */
public enum ReplyProfile {
    PORTREEVE,
    /** The codes of the RFCs to the letter. */
    RFC,
    /** Internet Information Services. */
    IIS,
    PROFTPD,
    VSFTPD,
    /** FileZilla Server. */
    FILEZILLA;

    /** The name in {@code replies.yaml}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile of that name, or nothing. Case counts. */
    public static Optional<ReplyProfile> of(String symbol) {
        return Arrays.stream(values())
                .filter(each -> each.symbol().equals(symbol))
                .findFirst();
    }

    /** All names, the default first. */
    public static List<String> symbols() {
        return Arrays.stream(values()).map(ReplyProfile::symbol).toList();
    }

    /** Whether a code that is not legal where it can occur is an error, unless {@code strict: false}. */
    public boolean isStrict() {
        return this == RFC;
    }

    /** The catalogue with the codes and texts of the profile. */
    public Vocabulary vocabulary() {
        return Profiles.shipped().vocabulary(this);
    }
}
