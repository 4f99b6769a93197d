package org.portreeve.quota.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the PostgreSQL is. The password is never part of a message.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with TLS settings if wanted; a {@code user:password@} in it
 *     is taken out of it
 * @param user the database user, or empty if the address or the environment names it
 * @param password the user's password, or empty
 * @param connections how many connections a server may have, at least 4
 */
public record PostgresSettings(String url, String user, String password, int connections) {

    private static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern LOGIN = Pattern.compile("^" + PREFIX + "//([^/?]*)@");

    public PostgresSettings {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no address of a PostgreSQL: it begins with " + PREFIX);
        }
        Matcher login = LOGIN.matcher(url);
        if (login.find()) {
            String[] parts = login.group(1).split(":", 2);
            user = user.isEmpty() ? decode(parts[0]) : user;
            password = password.isEmpty() && parts.length > 1 ? decode(parts[1]) : password;
            url = login.replaceFirst(PREFIX + "//");
        }
        if (connections < 4) {
            throw new IllegalArgumentException("fewer than 4 connections");
        }
    }

    public PostgresSettings(String url, String user, String password) {
        this(url, user, password, 10);
    }

    /** The address without what may be a secret. */
    String place() {
        return place(url);
    }

    /** An address without what may be a secret. */
    public static String place(String url) {
        return LOGIN.matcher(url.split("[?]", 2)[0]).replaceFirst(PREFIX + "//");
    }

    /** All that the driver is to know beside {@link #place}, which it logs: user and password, and what follows the address. */
    Properties properties() {
        Properties properties = new Properties();
        String[] address = url.split("[?]", 2);
        for (String each : address.length > 1 ? address[1].split("&", -1) : new String[0]) {
            String[] parts = each.split("=", 2);
            if (!parts[0].isEmpty()) {
                properties.setProperty(parts[0], parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // whose message quotes it
            return text;
        }
    }

    @Override
    public String toString() {
        return place();
    }
}
