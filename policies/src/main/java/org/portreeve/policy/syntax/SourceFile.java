package org.portreeve.policy.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/** The text of a file, its bytes, and what is found in it. */
public final class SourceFile {
    private static final int HASH_DIGITS = 12;
    private static final String PLACE = "the file has to be there, and readable for the user that the server runs as.";

    private final byte[] bytes;
    private final Diagnostics findings;

    private SourceFile(byte[] bytes, Diagnostics findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    /** Reads it; what is wrong with it is reported, and the text is then empty. Never takes more than the budget has. */
    public static SourceFile read(Path file, Budget budget) {
        String name = file.toString();
        byte[] bytes = new byte[0];
        Optional<Fault> fault;
        try {
            fault = faultOf(file);
            if (fault.isEmpty()) {
                bytes = bytes(file, budget.bytesLeft());
                budget.takeBytes(bytes.length);
                fault = faultOf(bytes, budget);
            }
        } catch (NoSuchFileException e) {
            fault = fault(Code.UNREADABLE, "no such file", PLACE);
        } catch (IOException e) {
            fault = fault(Code.UNREADABLE, "cannot be read", PLACE);
        }
        Optional<String> text = fault.isPresent() ? Optional.empty() : decode(bytes);
        if (fault.isEmpty() && text.isEmpty()) {
            fault = Optional.of(notText(bytes));
        }
        SourceFile source = new SourceFile(bytes, new Diagnostics(SourceText.of(name, text.orElse(""))));
        fault.ifPresent(each -> source.findings.error(each.code(), each.span(), each.message(), each.help()));
        findControls(source.findings);
        return source;
    }

    /** A text that is in no file yet. Faults in it are reported as in {@link #read}. */
    public static SourceFile of(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SourceFile source = new SourceFile(bytes, new Diagnostics(SourceText.of(name, text)));
        faultOf(bytes, new Budget())
                .ifPresent(each -> source.findings.error(each.code(), each.span(), each.message(), each.help()));
        findControls(source.findings);
        return source;
    }

    public SourceText text() {
        return findings.source();
    }

    public Diagnostics findings() {
        return findings;
    }

    /** Whether its first line that says something is {@code ftp-policy:}. */
    public boolean looksLikePolicy() {
        return beginsWith("ftp-policy");
    }

    /** Whether its first line that says something is {@code ftp-replies:}. */
    public boolean looksLikeReplies() {
        return beginsWith("ftp-replies");
    }

    private boolean beginsWith(String key) {
        return text().lines().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith(key))
                .isPresent();
    }

    /** The first 12 hexadecimal digits of the SHA-256 of one file, or of the SHA-256s of several in this order. */
    public static String hash(List<SourceFile> files) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            List<byte[]> digests =
                    files.stream().map(each -> sha256.digest(each.bytes)).toList();
            digests.forEach(sha256::update);
            byte[] digest = digests.size() == 1 ? digests.get(0) : sha256.digest();
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Fault(Code code, Span span, String message, String help) {}

    private static Optional<Fault> fault(Code code, String message, String help) {
        return Optional.of(new Fault(code, Span.START, message, help));
    }

    private static Optional<Fault> faultOf(Path file) {
        if (Files.isDirectory(file)) {
            return fault(Code.UNREADABLE, "is a directory", "name the file in it.");
        }
        return Files.exists(file) && !Files.isRegularFile(file)
                ? fault(Code.UNREADABLE, "is no plain file", PLACE)
                : Optional.empty();
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        }
    }

    private static Optional<Fault> faultOf(byte[] bytes, Budget budget) {
        if (bytes.length > Budget.MOST_BYTES) {
            return fault(Code.TOO_LARGE, "larger than 2 MiB", "no policy is; is it the right file?");
        }
        if (bytes.length > 0 && budget.isOverdrawn()) {
            return fault(Code.TOO_LARGE, "too much together with the other files", "all files have 2 MiB at most.");
        }
        if (!budget.takeLines(lines(bytes))) {
            return fault(
                    Code.TOO_LARGE,
                    "more than " + Budget.MOST_LINES + " lines in all",
                    "no policy has so many; is it the right file?");
        }
        return bytes.length == 0
                ? fault(Code.EMPTY_FILE, "the file is empty", "it consists of lines such as `default: refuse`.")
                : Optional.empty();
    }

    private static long lines(byte[] bytes) {
        long ends = 0;
        for (byte each : bytes) {
            ends += each == '\n' || each == '\r' ? 1 : 0;
        }
        return ends;
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Fault notText(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer good = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(in, good, true);
        SourceText before = SourceText.of("", good.flip().toString().replaceFirst("^\uFEFF", "") + "|");
        int line = before.lines().size();
        int column = before.line(line).codePointCount(0, before.line(line).length());
        return new Fault(
                Code.UNREADABLE,
                Span.at(line, column, 1),
                "not text in UTF-8: byte 0x%02X, number %d of the file"
                        .formatted(bytes[in.position()], in.position() + 1),
                "save it as UTF-8.");
    }

    private static void findControls(Diagnostics findings) {
        SourceText source = findings.source();
        for (int number = 1; number <= source.lines().size(); number++) {
            int[] line = source.line(number).codePoints().toArray();
            for (int i = 0; i < line.length; i++) {
                if (isUnseen(line[i])) {
                    findings.error(
                            Code.CONTROL_CHARACTER,
                            Span.at(number, i + 1, 1),
                            "character that cannot be seen",
                            "remove it; a policy is plain text.");
                    return;
                }
            }
        }
    }

    private static boolean isUnseen(int character) {
        return switch (character) {
            case '\t' -> false;
            case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF -> true;
            default -> Character.isISOControl(character);
        };
    }
}
