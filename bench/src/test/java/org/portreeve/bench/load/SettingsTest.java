package org.portreeve.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void parse_nothing_allRowsOfAllServers() {
        Settings settings = Settings.parse();

        assertThat(settings.rows()).containsExactlyInAnyOrder(Row.values());
        assertThat(settings.servers()).isEmpty();
    }

    @Test
    void parse_quickWithAnOptionOfItsOwn_theOptionWins() {
        Settings settings = Settings.parse("--quick", "--rounds", "2", "--rows", "login-tls,stalled");

        assertThat(settings.rounds()).isEqualTo(2);
        assertThat(settings.seconds()).isEqualTo(0.5);
        assertThat(settings.rows()).containsExactlyInAnyOrder(Row.LOGIN_TLS, Row.STALLED);
    }

    @Test
    void parse_whatItDoesNotKnow_isRefused() {
        assertThatThrownBy(() -> Settings.parse("--round", "2")).hasMessage("no such option: --round");
        assertThatThrownBy(() -> Settings.parse("quick")).hasMessage("`quick` is no option");
        assertThatThrownBy(() -> Settings.parse("--rounds")).hasMessage("--rounds wants a value");
        assertThatThrownBy(() -> Settings.parse("--rounds", "0")).hasMessageContaining("above zero");
        assertThatThrownBy(() -> Settings.parse("--key", "dsa")).hasMessageContaining("rsa or ec");
        assertThatThrownBy(() -> Settings.parse("--rows", "logins")).hasMessageContaining("logins");
    }
}
