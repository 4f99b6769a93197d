package org.portreeve.policy.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portreeve.policy.TlsVersion;

/** The words of a question: keys of a test, of a line of a batch, options of the command line. */
public enum Word {
    AS("user name", "who asks"),
    FROM("address", "the client's address; 127.0.0.1 unless said"),
    LISTENER("name", "the server's listener; `default` unless said"),
    CONTROL("clear or tls", "how the control connection is protected; tls unless said"),
    TLS("1.0, 1.1, 1.2 or 1.3", "the version of TLS; not known unless said"),
    CIPHER("IANA name", "the cipher suite; not known unless said"),
    CERTIFICATE("valid, none, a subject or `issuer NAME`", "the client's certificate; none unless said"),
    DATA("clear or private", "how data connections are protected; private unless said"),
    ACCOUNT("code", "the account code that ACCT gave; none unless said"),
    EXISTS("true or false", "whether the target of STOR is there already; false unless said"),
    SIZE("number, or with B KiB MiB GiB TiB", "how many bytes it would be; not known unless said"),
    AT(
            "wed 12:00 or 2026-12-03 12:00",
            "the moment, by the clock on the wall in the policy's zone; a weekday is the last such day, today included"),
    DO("a command", "for example STOR /in/a.csv, USER, CONNECT or PASV");

    private final String value;
    private final String meaning;

    Word(String value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** As it is written, for example {@code as}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What values it takes, for people. */
    public String value() {
        return value;
    }

    /** All values that there are; none if there are too many to name. */
    public List<String> choices() {
        return switch (this) {
            case CONTROL -> List.of("clear", "tls");
            case DATA -> List.of("clear", "private");
            case EXISTS -> List.of("true", "false");
            case TLS -> TlsVersion.numbers();
            case AS, FROM, LISTENER, CIPHER, CERTIFICATE, ACCOUNT, SIZE, AT, DO -> List.of();
        };
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** The word of that name. */
    public static Optional<Word> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** All of them, as they are written. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Word::key).toList();
    }
}
