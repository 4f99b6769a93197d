package org.portreeve.policy.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/**
 * The bytes of a file as text.
 *
 * @param hash the first 12 hexadecimal digits of their SHA-256
 */
public record SourceFile(SourceText text, String hash) {
    private static final int LARGEST = 1 << 20;
    private static final int HASH_DIGITS = 12;

    /** Reads it; what is wrong with it is reported, and the text is then empty. Never takes more than 1 MiB. */
    public static SourceFile read(Path file, Diagnostics findings) {
        String name = file.toString();
        byte[] bytes = bytes(file, findings);
        String text = findings.hasErrors() ? "" : decode(bytes, findings);
        SourceText source = SourceText.of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (!findings.hasErrors()) {
            findControls(source, findings);
        }
        return new SourceFile(source, hash(bytes));
    }

    private static byte[] bytes(Path file, Diagnostics findings) {
        String place = "the file has to be there, and readable for the user that the server runs as.";
        try {
            if (Files.isDirectory(file)) {
                findings.error(Code.UNREADABLE, Span.START, "is a directory", "name the file in it.");
                return new byte[0];
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                findings.error(Code.UNREADABLE, Span.START, "is no plain file", place);
                return new byte[0];
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    findings.error(
                            Code.TOO_LARGE, Span.START, "larger than 1 MiB", "no policy is; is it the right file?");
                }
                if (bytes.length == 0) {
                    findings.error(
                            Code.EMPTY_FILE,
                            Span.START,
                            "the file is empty",
                            "it consists of lines such as `default: refuse`.");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            findings.error(Code.UNREADABLE, Span.START, "no such file", place);
        } catch (IOException e) {
            findings.error(Code.UNREADABLE, Span.START, "cannot be read", place);
        }
        return new byte[0];
    }

    private static String decode(byte[] bytes, Diagnostics findings) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            findings.error(Code.UNREADABLE, Span.START, "not text in UTF-8", "save it as UTF-8.");
            return "";
        }
    }

    private static void findControls(SourceText source, Diagnostics findings) {
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

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
