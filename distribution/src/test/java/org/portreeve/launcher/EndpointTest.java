package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void oneAddress_isReachedThere() {
        Endpoint endpoint = new Endpoint("192.0.2.1", 2121, false);

        assertThat(endpoint.url()).isEqualTo("ftp://192.0.2.1:2121/");
        assertThat(endpoint).hasToString("192.0.2.1:2121 (TLS by AUTH)");
    }

    @Test
    void everyAddress_isReachedOnThisMachine() {
        assertThat(new Endpoint(null, 21, false).url()).isEqualTo("ftp://127.0.0.1:21/");
        assertThat(new Endpoint("0.0.0.0", 21, false).url()).isEqualTo("ftp://127.0.0.1:21/");
        assertThat(new Endpoint(null, 21, false)).hasToString("*:21 (TLS by AUTH)");
    }

    @Test
    void addressOfVersion6_isBracketed() {
        Endpoint endpoint = new Endpoint("2001:db8::1", 990, true);

        assertThat(endpoint.url()).isEqualTo("ftps://[2001:db8::1]:990/");
        assertThat(endpoint).hasToString("[2001:db8::1]:990 (implicit TLS)");
    }
}
