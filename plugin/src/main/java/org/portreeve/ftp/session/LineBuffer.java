package org.portreeve.ftp.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a control connection into lines (RFC 959 §5.3, telnet strings that end with CR LF), without ever
 * holding more than one line of the permitted length. Not safe for several threads.
 */
final class LineBuffer {

    private static final byte[] NOTHING = {};
    private static final int FIRST_SIZE = 128;

    private static final int CR = '\r';
    private static final int LF = '\n';
    /** Telnet (RFC 854): interpret as command, and the range of the commands that carry an option byte. */
    private static final int IAC = 255;

    private static final int WILL = 251;
    private static final int DONT = 254;
    private static final int FIRST_COMMAND = 240;

    private enum Telnet {
        DATA,
        COMMAND,
        OPTION
    }

    private final BooleanSupplier lenient;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean afterCr;
    private boolean ascii = true;
    private Telnet telnet = Telnet.DATA;
    private @Nullable MalformedLine fault;
    private long taken;
    private byte[] held = NOTHING;

    /** @param lenient whether lines end and hold whatever FtpServer's own decoder lets pass */
    LineBuffer(BooleanSupplier lenient) {
        this.lenient = lenient;
    }

    /** How many bytes the current line has so far, those thrown away included. */
    long taken() {
        return taken;
    }

    /** Puts bytes aside until there is room for what they say. */
    void hold(byte[] more) {
        int old = held.length;
        held = Arrays.copyOf(held, old + more.length);
        System.arraycopy(more, 0, held, old, more.length);
    }

    int held() {
        return held.length;
    }

    /** Takes all that was put aside. */
    byte[] release() {
        byte[] all = held;
        held = NOTHING;
        return all;
    }

    /**
     * Takes one byte.
     *
     * @param limit the longest permitted line in bytes, without its end
     * @return a {@code String}, a {@link MalformedLine}, or null while the line is not complete
     */
    @Nullable
    Object take(int b, int limit) {
        taken++;
        switch (telnet) {
            case COMMAND -> {
                if (b == IAC) {
                    telnet = Telnet.DATA;
                    append(b, limit);
                } else if (b >= FIRST_COMMAND) {
                    telnet = b >= WILL && b <= DONT ? Telnet.OPTION : Telnet.DATA;
                } else {
                    telnet = Telnet.DATA;
                    note(MalformedLine.NOT_UTF8);
                    return take(b, limit);
                }
                return null;
            }
            case OPTION -> {
                telnet = Telnet.DATA;
                return null;
            }
            case DATA -> {
                if (lenient.getAsBoolean()) {
                    return takeAsIs(b, limit);
                }
                if (b == IAC) {
                    telnet = Telnet.COMMAND;
                    return null;
                }
                return takeData(b, limit);
            }
        }
        throw new AssertionError(telnet);
    }

    private @Nullable Object takeAsIs(int b, int limit) {
        if (b == LF) {
            return finish();
        }
        append(b, limit);
        return null;
    }

    private @Nullable Object takeData(int b, int limit) {
        if (b == LF) {
            if (!afterCr) {
                note(MalformedLine.BARE_CR_OR_LF);
            }
            return finish();
        }
        if (afterCr) {
            note(MalformedLine.BARE_CR_OR_LF);
        }
        afterCr = b == CR;
        if (b == 0) {
            note(MalformedLine.NUL);
        } else if (b != CR) {
            append(b, limit);
        }
        return null;
    }

    private void append(int b, int limit) {
        if (fault != null) {
            return;
        }
        if (length == limit) {
            note(MalformedLine.TOO_LONG);
            bytes = NOTHING;
            return;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_SIZE, Math.min(limit, bytes.length * 2)));
        }
        ascii &= b < 0x80;
        bytes[length++] = (byte) b;
    }

    private void note(MalformedLine what) {
        if (fault == null) {
            fault = what;
        }
    }

    private Object finish() {
        Object line = fault != null ? fault : decode();
        length = 0;
        taken = 0;
        afterCr = false;
        ascii = true;
        fault = null;
        if (bytes.length > FIRST_SIZE) {
            bytes = NOTHING;
        }
        return line;
    }

    private Object decode() {
        if (ascii) {
            return new String(bytes, 0, length, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return MalformedLine.NOT_UTF8;
        }
    }
}
