package org.portreeve.reply;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** All that is known of reply codes, SFTP statuses and socket errors, whatever an admin chose. Immutable. */
public final class Catalogue {
    private static final String SFTP_DRAFT = "draft-ietf-secsh-filexfer (SFTP version %d)";
    private static final String WINSOCK = "Windows Sockets error codes; never on the wire";

    private final Legality legality = Legality.load();
    private final SortedMap<Integer, ReplyCode> codes;
    private final SortedMap<Integer, SftpStatus> statuses;
    private final SortedMap<Integer, SocketError> socketErrors;
    private final SortedMap<Integer, Digit> series;
    private final SortedMap<Integer, Digit> groups;
    private final Map<SymbolicReply, SftpWording> sftp = new EnumMap<>(SymbolicReply.class);

    private record SftpWording(SortedSet<Integer> statuses, Optional<String> text) {}

    private Catalogue(DataFile file) {
        codes = table(file.at("ftp"), Catalogue::replyCode);
        statuses = table(file.at("sftp"), Catalogue::status);
        socketErrors = table(file.at("winsock"), Catalogue::socketError);
        series = table(file.at("series"), Catalogue::digit);
        groups = table(file.at("groups"), Catalogue::digit);
        DataFile wordings = file.at("sftp-replies");
        for (SymbolicReply symbol : SymbolicReply.values()) {
            DataFile wording = wordings.at(symbol.symbol());
            sftp.put(symbol, new SftpWording(wording.numbers("status"), wording.optional("text")));
        }
        for (Integer code : legality.codes()) {
            file.require(codes.containsKey(code), "code " + code + " of legality.yaml");
        }
    }

    /** The one that ships. */
    public static Catalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /** Every FTP reply code, ascending. */
    public Collection<ReplyCode> codes() {
        return codes.values();
    }

    /** What is known of an FTP reply code. */
    public Optional<ReplyCode> code(int code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** Every SFTP status, ascending. */
    public Collection<SftpStatus> statuses() {
        return statuses.values();
    }

    /** What is known of an SFTP status. */
    public Optional<SftpStatus> status(int code) {
        return Optional.ofNullable(statuses.get(code));
    }

    /** Every Windows socket error, ascending. */
    public Collection<SocketError> socketErrors() {
        return socketErrors.values();
    }

    /** What is known of a Windows socket error. */
    public Optional<SocketError> socketError(int code) {
        return Optional.ofNullable(socketErrors.get(code));
    }

    /** What first digits say, and 10000 for Windows socket errors. */
    public Collection<Digit> series() {
        return series.values();
    }

    /** What the first digit of a class says. */
    public Digit digit(ReplyClass kind) {
        return known(series, kind.digit());
    }

    /** What second digits say. */
    public Collection<Digit> groups() {
        return groups.values();
    }

    /** What the second digit of a group says. */
    public Digit digit(ReplyGroup group) {
        return known(groups, group.digit());
    }

    /** Every command whose replies are known, in alphabetical order. */
    public Collection<CommandReplies> commands() {
        return legality.commands();
    }

    /** The replies of a command, or those of any unknown one. The command is in upper case. */
    public CommandReplies replies(String command) {
        return legality.of(command);
    }

    /** Codes that may answer any command. */
    public SortedSet<Integer> anywhere() {
        return legality.anywhere();
    }

    /**
     * The status that SFTP has for a symbol, and its text if the symbol's own makes no sense there.
     *
     * @param version of SFTP; a status that is younger is never chosen
     */
    SftpReply sftp(SymbolicReply symbol, int version, String ownText) {
        SftpWording wording = known(sftp, symbol);
        SftpStatus best = wording.statuses().stream()
                .map(code -> known(statuses, code))
                .filter(status -> status.since() <= version)
                .reduce((older, younger) -> younger)
                .orElseThrow(() -> new IllegalArgumentException("not a version of SFTP: " + version));
        return new SftpReply(best, wording.text().orElse(ownText));
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Optional.ofNullable(map.get(key)).orElseThrow(() -> new IllegalStateException("nothing on " + key));
    }

    private static <T> SortedMap<Integer, T> table(DataFile section, BiFunction<Integer, DataFile, T> reader) {
        SortedMap<Integer, T> table = new TreeMap<>();
        section.fields()
                .keySet()
                .forEach(key -> table.put((Integer) key, reader.apply((Integer) key, section.at(key))));
        return Collections.unmodifiableSortedMap(table);
    }

    private static ReplyCode replyCode(int code, DataFile entry) {
        return new ReplyCode(
                code,
                entry.text("id"),
                entry.text("text"),
                advice(entry, entry.text("source")),
                entry.optional("next"),
                entry.texts("sent-by"));
    }

    private static SftpStatus status(int code, DataFile entry) {
        int since = entry.number("since");
        return new SftpStatus(
                code, entry.text("name"), since, entry.text("text"), advice(entry, SFTP_DRAFT.formatted(since)));
    }

    private static SocketError socketError(int code, DataFile entry) {
        return new SocketError(code, entry.text("name"), entry.text("text"), advice(entry, WINSOCK));
    }

    private static Digit digit(int value, DataFile entry) {
        return new Digit(value, entry.text("text"), entry.text("meaning"), entry.optional("next"));
    }

    private static Advice advice(DataFile entry, String source) {
        return new Advice(
                entry.text("meaning"),
                entry.text("cause"),
                entry.text("user"),
                entry.text("admin"),
                Retry.valueOf(entry.text("retry").toUpperCase(Locale.ROOT).replace('-', '_')),
                source,
                entry.texts("disputed"));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        private static final Catalogue CATALOGUE = new Catalogue(DataFile.read("catalogue.yaml"));
    }
}
