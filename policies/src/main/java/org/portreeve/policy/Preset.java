package org.portreeve.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A policy to begin with, as it is shipped. */
public enum Preset {
    TLS_EVERYWHERE,
    PARTNER_EXCHANGE,
    PUBLIC_MIRROR,
    PAYMENTS,
    PLANT;

    private static final String AUDIENCE = "## For whom";

    /** What it is called, for example {@code tls-everywhere}. */
    public String symbol() {
        return Symbols.of(this);
    }

    /** The preset of that name. */
    public static Optional<Preset> of(String symbol) {
        return List.of(values()).stream()
                .filter(each -> each.symbol().equals(symbol))
                .findFirst();
    }

    /** For whom it is, in one sentence. */
    public String audience() {
        return page().lines()
                .dropWhile(line -> !line.equals(AUDIENCE))
                .skip(1)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.split("(?<=[.]) ", 2)[0])
                .orElseThrow(() -> new IllegalStateException("the page of " + symbol() + " says for nobody"));
    }

    /** The policy, character by character as it is shipped. */
    public String policy() {
        return resource(".yaml");
    }

    /** The page (Markdown) that says for whom it is, what to change, and what it refuses. */
    public String page() {
        return resource(".md");
    }

    private String resource(String end) {
        try (InputStream in = Objects.requireNonNull(Preset.class.getResourceAsStream("presets/" + symbol() + end))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
