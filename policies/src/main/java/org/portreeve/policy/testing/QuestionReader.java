package org.portreeve.policy.testing;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.AddressLiteral;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.TlsVersion;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;
import org.portreeve.policy.source.Span;

/** Makes a question of its words. For one question. */
final class QuestionReader {
    private static final String LOCAL = "127.0.0.1";

    private final Map<String, Scalar> words;
    private final Span start;
    private final ZoneId zone;
    private final Diagnostics findings;
    private boolean faulty;

    QuestionReader(Map<String, Scalar> words, Span start, ZoneId zone, Diagnostics findings) {
        this.words = words;
        this.start = start;
        this.zone = zone;
        this.findings = findings;
    }

    Optional<Question> read(Instant now) {
        words.forEach(this::checkKey);
        boolean exists = choice(Word.EXISTS, "false").equals("true");
        boolean tls = choice(Word.CONTROL, "tls").equals("tls");
        boolean hidden = choice(Word.DATA, "private").equals("private");
        InetAddress address = address();
        Instant at = get(Word.AT)
                .map(word -> new Moment(zone, now).read(word.text()).orElseGet(() -> {
                    error(
                            word,
                            quote(word.text()) + " is no moment",
                            "write `wed 12:00` or `2026-12-03 12:00`, by the clock on the wall in the policy's zone.");
                    return now;
                }))
                .orElse(now);
        long size = get(Word.SIZE).map(this::size).orElse(Sizes.UNKNOWN);
        Handshake handshake = new Handshake(version(), text(Word.CIPHER), certificate());
        Optional<Spoken> command = command(exists);
        String user = command.map(this::user).orElse(null);
        if (faulty || command.isEmpty()) {
            return Optional.empty();
        }
        Session session = new Session(
                user,
                address,
                get(Word.LISTENER).map(Scalar::text).orElse("default"),
                tls ? Channel.PROTECTED : Channel.CLEAR,
                hidden ? Channel.PROTECTED : Channel.CLEAR,
                text(Word.ACCOUNT),
                handshake);
        Spoken spoken = command.get();
        return Optional.of(new Question(session, spoken.operation(), spoken.verb(), spoken.path(), size, at));
    }

    private void checkKey(String key, Scalar value) {
        if (Word.of(key).isEmpty()) {
            error(
                    value,
                    "unknown word " + quote(key),
                    Words.didYouMean(key, Word.keys()) + "Known are " + String.join(", ", Word.keys()) + ".");
        } else if (value.text().isEmpty()) {
            error(value, "`" + key + "` has no value", "write one, or leave the word out.");
        }
    }

    private String choice(Word word, String otherwise) {
        List<String> known = word.choices();
        Optional<Scalar> said = get(word);
        said.filter(each -> !known.contains(each.text()))
                .ifPresent(each -> error(
                        each,
                        "unknown value " + quote(each.text()) + " of `" + word.key() + "`",
                        Words.didYouMean(each.text(), known) + "It is " + String.join(" or ", known) + "."));
        return said.map(Scalar::text).orElse(otherwise);
    }

    private InetAddress address() {
        String text = get(Word.FROM).map(Scalar::text).orElse(LOCAL);
        return AddressLiteral.parse(text).orElseGet(() -> {
            get(Word.FROM)
                    .ifPresent(word -> error(
                            word,
                            quote(text) + " is not an address",
                            "a client comes from one address, such as 192.0.2.7 or 2001:db8::1; names of networks and"
                                    + " hosts are not looked up."));
            return InetAddress.getLoopbackAddress();
        });
    }

    private long size(Scalar word) {
        return Sizes.parse(word.text()).orElseGet(() -> {
            error(word, quote(word.text()) + " is not a size", "write 500, 10MiB or `unknown`.");
            return Sizes.UNKNOWN;
        });
    }

    private @Nullable TlsVersion version() {
        Optional<Scalar> word = get(Word.TLS);
        Optional<TlsVersion> version = word.flatMap(each -> TlsVersion.ofNumber(each.text()));
        if (word.isPresent() && version.isEmpty()) {
            error(
                    word.get(),
                    quote(word.get().text()) + " is no version of TLS",
                    "it is one of " + String.join(", ", Word.TLS.choices()) + ".");
        }
        return version.orElse(null);
    }

    private @Nullable ClientCertificate certificate() {
        String said = get(Word.CERTIFICATE).map(Scalar::text).orElse("none");
        if (said.equals("none")) {
            return null;
        }
        if (said.equals("valid")) {
            return new ClientCertificate(null, null);
        }
        if (said.startsWith("issuer ")) {
            return new ClientCertificate(
                    null, said.substring("issuer ".length()).strip());
        }
        boolean prefixed = said.startsWith("subject ");
        return new ClientCertificate(
                prefixed ? said.substring("subject ".length()).strip() : said, null);
    }

    private Optional<Spoken> command(boolean exists) {
        Optional<Scalar> word = get(Word.DO);
        if (word.isEmpty()) {
            faulty = true;
            findings.error(
                    Code.MISSING_KEY, start, "no `do`", "say which command: do: STOR /in/a.csv, or do: CONNECT.");
            return Optional.empty();
        }
        if (Spoken.isSecret(word.get().text())) {
            findings.hide(word.get().span());
        }
        try {
            return Optional.of(Spoken.of(word.get().text(), exists));
        } catch (Spoken.Unclear unclear) {
            error(word.get(), unclear.message(), unclear.help());
            return Optional.empty();
        }
    }

    /** Who asks. Before USER nobody does, so the name does not count at connect. */
    private @Nullable String user(Spoken command) {
        Optional<String> as = get(Word.AS).map(Scalar::text);
        if (command.operation().isEmpty()) {
            return as.orElse(null);
        }
        if (command.operation().get() == Operation.CONNECT) {
            return null;
        }
        String claimed = command.claimed();
        if (claimed != null && as.filter(each -> !each.equals(claimed)).isPresent()) {
            get(Word.DO)
                    .ifPresent(word -> error(
                            word,
                            "two names: " + quote(as.get()) + " and " + quote(claimed),
                            "leave one of them out."));
        }
        String user = as.orElse(claimed);
        if (user == null) {
            faulty = true;
            findings.error(
                    Code.MISSING_KEY,
                    start,
                    "no `as`",
                    "say which user: as: acme. Only CONNECT, `USER name` and housekeeping such as PASV go without.");
        }
        return user;
    }

    private Optional<Scalar> get(Word word) {
        return Optional.ofNullable(words.get(word.key()));
    }

    private @Nullable String text(Word word) {
        return get(word).map(Scalar::text).orElse(null);
    }

    private void error(Scalar word, String message, String help) {
        faulty = true;
        findings.error(Code.UNKNOWN_VALUE, word.span(), message, help);
    }
}
