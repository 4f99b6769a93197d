package org.portreeve.policy.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portreeve.policy.Verb;
import org.portreeve.policy.testing.Word;
import org.portreeve.reply.Placeholder;
import org.portreeve.reply.ReplyCode;
import org.portreeve.reply.ReplyProfile;
import org.portreeve.reply.Vocabulary;

/** All keys of the language and of {@code replies.yaml}: what each takes and what it is for. */
final class Keys {
    static final List<String> MODES = List.of("enforce", "observe");
    static final List<String> DEFAULTS = List.of("refuse", "allow");
    static final List<String> CHANNELS = List.of("clear", "tls");
    static final List<String> PROTECTED = List.of("tls");
    static final List<String> VALID = List.of("valid");
    static final List<String> PRIVATE = List.of("private");
    static final List<String> SWITCH = List.of("true", "false");
    static final List<String> REQUIRED = List.of("required");
    static final List<String> THENS = List.of("disconnect");

    private static final Shape WORDS = Shape.orList(Shape.TEXT);
    private static final Shape USERS = Shape.orList(Shape.textExcept(PathPattern.USER));
    private static final Shape VERSION = Shape.choice(List.of(Versions.VERSION));
    private static final Shape REPLIES_OF_POLICIES = Shape.choice(ReplyReader.KNOWN);
    private static final String BYTES = "[0-9]+ ?(?:" + String.join("|", Amounts.UNITS) + ")?";

    static final Shape AMOUNT_OF_BYTES = Shape.number(BYTES);
    static final Shape AMOUNT_OF_THINGS = Shape.number("[0-9]+ ?");
    static final Shape RATE = Shape.number(BYTES + "(?:/s)?");
    static final Shape LENGTH_OF_TIME = Shape.matching(
            "[0-9]{1,9} ?[" + Times.UNITS.keySet().stream().sorted().collect(Collectors.joining()) + "]");

    private static final Key MODE =
            new Key("mode", Shape.choice(MODES), "`observe`: decided and told, never enforced. `enforce` unless said.");
    private static final Key WHY = new Key("why", Shape.TEXT, "The reason, for people.");
    private static final Key REPLY = new Key(
            "reply", REPLIES_OF_POLICIES, "What the client hears, by its meaning; code and text are in replies.yaml.");

    static final List<Key> MATCHERS = List.of(
            new Key("user", USERS, "User names; case counts. At login the name claimed in USER."),
            new Key("group", Shape.orList(Shape.ID), "Groups declared in this policy; with `user` both must hold."),
            new Key("from", WORDS, "Where the client comes from: networks declared in this policy, CIDR, addresses."),
            new Key(
                    "op",
                    Shape.orList(Shape.choice(BoxReader.OPERATIONS)),
                    "What the client wants to do. `write` and `rename` cover their parts; `any` is everything but"
                            + " `connect`, and is meant where `op` is left out."),
            new Key(
                    "path",
                    Shape.orList(Shape.matching("[/{][\\s\\S]*")),
                    "Absolute paths. `*` stays within a segment, `**` between slashes stands for any number of them,"
                            + " {a,b} are alternatives, $user is the session's user."),
            new Key("listener", WORDS, "Names of the server's listeners."),
            new Key("control", Shape.orList(Shape.choice(CHANNELS)), "How the control connection is protected."),
            new Key("account", WORDS, "Account codes, as the client gave them with ACCT."),
            new Key(
                    "certificate",
                    WORDS,
                    "The client's certificate: `valid`, a subject such as \"CN=bank-*,O=Bank AG\", or \"issuer CN=Our"
                            + " CA*\". Only those that the listener's trust store accepts count."),
            new Key(
                    "command",
                    Shape.orList(Shape.choiceOr(List.copyOf(Verb.known()), anyCase(Verb.known()))),
                    "FTP verbs. The only way to speak about those that merely keep the dialogue going, such as PASV."),
            new Key(
                    "during",
                    Shape.orList(Shape.matching(WindowReader.TIDY)),
                    "Times of the week, by the policy's time zone: mon-fri 08:00-18:00, 22:00-06:00, sat-sun."),
            new Key(
                    "size",
                    Shape.orList(Shape.number(SizeReader.UNKNOWN + "|" + TlsReader.SIGN + BYTES)),
                    "Bytes of the file: \">1GiB\", \"<=10MiB\", a number for exactly that, `unknown` where nobody said"
                            + " a size."));

    static final List<Key> FILE = List.of(
            new Key("ftp-policy", VERSION, "The version of the policy language. Comes first in every file."),
            new Key("name", Shape.TEXT, "Stands in the audit log. The file's name unless said."),
            new Key(
                    "default",
                    Shape.choice(DEFAULTS),
                    "What happens when no rule speaks: `refuse` (closed list) or `allow` (only restrict)."),
            MODE,
            new Key(
                    "show-rule",
                    Shape.choice(SWITCH),
                    "`true`: what is refused after login names the rule or limit behind it, as in [rule night-batch]."),
            new Key(
                    "timezone",
                    Shape.matching("[\\s\\S]+"),
                    "The clock of `during`, `expires` and calendar windows: Europe/Paris, for example. UTC unless said."),
            new Key("include", WORDS, "Further files with groups, networks and rules, from the directory of this one."),
            new Key("groups", Shape.named(Shape.ID, USERS), "Groups of users. There are no others."),
            new Key("networks", Shape.named(Shape.ID, WORDS), "Names for networks (CIDR) and addresses in `from`."),
            new Key(
                    "accounts",
                    Shape.named(new Shape(JsonText.object("minLength", 1)), USERS),
                    "Which users each account code belongs to. Without it every code will do. Codes are never printed."),
            new Key(
                    "rules",
                    Shape.list(Shape.of("rule")),
                    "What is allowed, refused and required. Order has no meaning."),
            new Key("limits", Shape.list(Shape.of("limit")), "Checked after the rules; they never grant anything."),
            new Key("assert", Shape.list(Shape.of("assertion")), "What must hold for every request."),
            new Key("tests", Shape.list(Shape.of("test")), "Questions, with the answers that the policy must give."));

    static final List<Key> INCLUDED = FILE.stream()
            .filter(key -> List.of("ftp-policy", "include", "groups", "networks", "rules")
                    .contains(key.name()))
            .toList();

    static final List<Key> RULE = List.of(
            new Key("allow", Shape.ID, "Allows what matches, if nothing refuses it. The rule's name."),
            new Key("refuse", Shape.ID, "Refuses what matches. The rule's name."),
            new Key("require", Shape.ID, "Refuses what matches, unless its `needs` are met. The rule's name."),
            new Key("needs", Shape.of("needs"), "What must be there, for example {control: tls, data: private}."),
            new Key(
                    "unless",
                    Shape.orList(Shape.of("exception")),
                    "Exceptions: where any of these matches, the rule does not speak."),
            REPLY,
            MODE,
            WHY);

    static final List<Key> UNLESS = List.of(
            new Key("expires", Shape.matching(Times.DATE.pattern()), "The last day on which the exception holds."),
            WHY);

    static final List<Key> NEEDS = List.of(
            new Key("control", Shape.choice(PROTECTED), "TLS on the control connection."),
            new Key(
                    "tls",
                    Shape.orList(Shape.choiceOr(
                            Word.TLS.choices(), TlsReader.SIGN + "(?:" + dotted(Word.TLS.choices()) + ")")),
                    "Versions of TLS: \">=1.2\", 1.3, or a list."),
            new Key(
                    "cipher",
                    Shape.orList(Shape.matching(TlsReader.CIPHER.pattern())),
                    "Cipher suites by their IANA names, with `*`: TLS_AES_*."),
            new Key(
                    "certificate",
                    Shape.choice(VALID),
                    "A client certificate that the listener's trust store accepts."),
            new Key("data", Shape.choice(PRIVATE), "TLS on data connections, where one is used (PROT P)."),
            new Key(
                    "resumption",
                    Shape.choice(REQUIRED),
                    "A protected data connection resumes the control connection's TLS session."),
            new Key(
                    "close-notify",
                    Shape.choice(REQUIRED),
                    "An upload over a protected data connection ends with close_notify, so that none passes cut short."),
            new Key(
                    "account",
                    Shape.anyOf(Shape.TEXT, Shape.someOf(Shape.textExcept("given"))),
                    "`given`, or account codes. Asked for at login if `op` names `login`, else at the operation."));

    static final List<Key> LIMIT = List.of(
            new Key("limit", Shape.ID, "The limit's name."),
            new Key("count", Shape.choice(List.copyOf(LimitReader.COUNTS.keySet())), "What is counted."),
            new Key("per", Shape.choice(List.copyOf(LimitReader.PERS.keySet())), "For whom it is counted."),
            new Key(
                    "max",
                    Shape.anyOf(RATE, LENGTH_OF_TIME),
                    "The largest value permitted: a number, a size (10GiB), a length of time (15m) or a rate (1MiB/s)."),
            new Key(
                    "credit",
                    Shape.matching(LimitReader.CREDIT.pattern()),
                    "How much more may be downloaded for what was uploaded in the same time: 3x, 0.5x."),
            new Key(
                    "every",
                    Shape.anyOf(Shape.choice(List.copyOf(LimitReader.CALENDAR.keySet())), LENGTH_OF_TIME),
                    "How long it counts: by the calendar, or the last 10m, 24h, 7d."),
            new Key(
                    "warn",
                    Shape.orList(Shape.matching(LimitReader.SHARE.pattern())),
                    "Shares of `max` whose crossing is told, for example [80%, 95%]."),
            new Key("ban", LENGTH_OF_TIME, "How long the client is turned away after too many failed logins."),
            new Key("then", Shape.choice(THENS), "The session ends; else only the command is refused."),
            MODE,
            REPLY,
            WHY);

    static final List<Key> ASSERTION = List.of(
            new Key("refused", Shape.ID, "Every request that matches must be refused. The assertion's name."),
            new Key("allowed", Shape.ID, "Every request that matches must be allowed. The assertion's name."),
            WHY);

    static final List<Key> TEST = Stream.concat(
                    Stream.of(Word.values())
                            .map(word -> new Key(
                                    word.key(),
                                    word.choices().isEmpty() ? Shape.TEXT : Shape.choice(word.choices()),
                                    sentence(word.meaning()))),
                    Stream.of(
                            new Key(
                                    "expect",
                                    Shape.choice(TestReader.OUTCOMES),
                                    "The answer: `allow`, or what the client must hear."),
                            WHY))
            .toList();

    private static final String TAG = "(?=.{1,35}$)[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*";
    private static final Shape LANGUAGE = Shape.matching(TAG);
    private static final Shape OTHER_LANGUAGE = Shape.matching("(?![Ee][Nn]$)" + TAG);

    static final List<Key> REPLIES = List.of(
            new Key("ftp-replies", VERSION, "The version of this file. Comes first."),
            new Key(
                    "profile",
                    Shape.choice(ReplyProfile.symbols()),
                    "The codes to start from. `portreeve` unless said."),
            new Key(
                    "strict",
                    Shape.choice(SWITCH),
                    "`true`: a code that no RFC gives to the commands that can get it is an error, not a warning. `true`"
                            + " for the profile `rfc` unless said."),
            new Key("replies", Shape.of("replies"), "Other codes or words, by the meaning of the reply."),
            new Key(
                    "language",
                    LANGUAGE,
                    "The language of those who asked for none by LANG. `en` unless said; others are UTF-8 on the wire."),
            new Key(
                    "languages",
                    Shape.orList(LANGUAGE),
                    "The languages that are offered, besides English. All unless said."),
            new Key(
                    "texts",
                    Shape.named(OTHER_LANGUAGE, Shape.of("texts")),
                    "Words in other languages: by language, then by the meaning of the reply."));

    private static final Shape CODE = Shape.choice(Vocabulary.standard().codes().stream()
            .map(ReplyCode::code)
            .map(String::valueOf)
            .toList());

    static final List<Key> WORDING = List.of(
            new Key(
                    "code",
                    CODE,
                    "For commands and transfers, and for login unless the reply has a code of its own there. A refusal"
                            + " keeps 4yz or 5yz."),
            new Key("login-code", CODE, "Before and during login."),
            new Key("transfer-code", CODE, "After a preliminary reply: when a transfer was under way."),
            new Key(
                    "text",
                    Shape.TEXT,
                    "One line of 1 to 200 ASCII characters. {" + String.join("}, {", Placeholder.symbols())
                            + "} are filled in; where one is not known the standard text is sent. {{ is a brace."),
            new Key(
                    "login-text",
                    Shape.TEXT,
                    "Before and during login, where only {user} and {address} are filled in."),
            new Key("transfer-text", Shape.TEXT, "After a preliminary reply."));

    private Keys() {}

    private static String dotted(List<String> numbers) {
        return String.join("|", numbers).replace(".", "\\.");
    }

    /** FTP verbs in any case, or with the X of their old variants. */
    private static String anyCase(Iterable<String> verbs) {
        List<String> all = new ArrayList<>();
        for (String verb : verbs) {
            all.add(verb.chars()
                    .mapToObj(Character::toString)
                    .map(Keys::anyCase)
                    .collect(Collectors.joining()));
        }
        all.sort(Comparator.naturalOrder());
        return "[Xx]?(?:" + String.join("|", all) + ")";
    }

    private static String anyCase(String letter) {
        String small = letter.toLowerCase(Locale.ROOT);
        return small.equals(letter) ? letter : "[" + letter + small + "]";
    }

    private static String sentence(String meaning) {
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ".";
    }
}
