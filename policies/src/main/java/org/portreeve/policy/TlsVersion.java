package org.portreeve.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The versions of TLS, oldest first. */
public enum TlsVersion {
    TLS_1_0("1.0", "TLSv1"),
    TLS_1_1("1.1", "TLSv1.1"),
    TLS_1_2("1.2", "TLSv1.2"),
    TLS_1_3("1.3", "TLSv1.3");

    private final String number;
    private final String protocol;

    TlsVersion(String number, String protocol) {
        this.number = number;
        this.protocol = protocol;
    }

    /** As a policy writes it, for example {@code 1.3}. */
    public String number() {
        return number;
    }

    /** All numbers, oldest first. */
    public static List<String> numbers() {
        return Arrays.stream(values()).map(TlsVersion::number).toList();
    }

    /** The version that JSSE calls by this name ({@code TLSv1.3}); nothing for SSL and unknown ones. */
    public static Optional<TlsVersion> ofProtocol(String protocol) {
        return Arrays.stream(values())
                .filter(each -> each.protocol.equals(protocol))
                .findFirst();
    }

    /** The version with this number, or nothing. */
    public static Optional<TlsVersion> ofNumber(String number) {
        return Arrays.stream(values())
                .filter(each -> each.number.equals(number))
                .findFirst();
    }
}
