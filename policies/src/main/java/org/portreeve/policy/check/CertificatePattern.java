package org.portreeve.policy.check;

/**
 * Client certificates. {@code *} stands for any characters, case counts.
 *
 * @param field what the glob is compared with
 * @param glob of a name in RFC 2253 form, for example {@code CN=bank-*,O=Bank AG}; {@code *} for {@link Field#ANY}
 */
public record CertificatePattern(Field field, String glob) {

    /** A name in a certificate. */
    public enum Field {
        /** Any valid certificate will do. */
        ANY,
        /** Whom it names. */
        SUBJECT,
        /** Who signed it. */
        ISSUER
    }
}
