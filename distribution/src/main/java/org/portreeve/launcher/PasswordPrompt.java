package org.portreeve.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Asks for a password, without echo where there is a terminal, else takes the first line of standard input. */
final class PasswordPrompt {

    private PasswordPrompt() {}

    static String hash() throws LaunchException, IOException {
        String password = read();
        if (password == null || password.isEmpty()) {
            throw new LaunchException("no password was given");
        }
        return Argon2id.hash(password);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // the start script says -Djdk.console=java.base, so it is null without a terminal
    private static @Nullable String read() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? null : new String(typed);
        }
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    }
}
