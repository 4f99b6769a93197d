package org.portreeve.quota.jdbc;

/**
 * Where the PostgreSQL is. The password is never part of a message.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with TLS settings if wanted
 * @param user the database user, or empty if the address or the environment names it
 * @param password the user's password, or empty
 * @param connections how many connections a server may have, at least 4
 */
public record PostgresSettings(String url, String user, String password, int connections) {

    public PostgresSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("no address of a PostgreSQL: it begins with jdbc:postgresql:");
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
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    @Override
    public String toString() {
        return place();
    }
}
