package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ftpserver.usermanager.Md5PasswordEncryptor;
import org.apache.ftpserver.usermanager.PasswordEncryptor;
import org.apache.ftpserver.usermanager.SaltedPasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha1PasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha256PasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha512PasswordEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordEncryptorTest {

    private final Argon2PasswordEncryptor encryptor = new Argon2PasswordEncryptor();

    static PasswordEncryptor[] everyHash() {
        return new PasswordEncryptor[] {
            new Argon2PasswordEncryptor(),
            new Md5PasswordEncryptor(),
            new SaltedPasswordEncryptor(),
            new Sha1PasswordEncryptor(),
            new Sha256PasswordEncryptor(),
            new Sha512PasswordEncryptor()
        };
    }

    @ParameterizedTest
    @MethodSource("everyHash")
    void hash_ofAnyServer_matchesItsPasswordOnly(PasswordEncryptor origin) {
        String stored = origin.encrypt("grüße, 100 % = $afe");

        assertThat(encryptor.matches("grüße, 100 % = $afe", stored)).isTrue();
        assertThat(encryptor.matches("grüße, 100 % = $afe ", stored)).isFalse();
        assertThat(encryptor.matches("", stored)).isFalse();
        assertThat(encryptor.matches(stored, stored))
                .as("the hash is no password")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyHash")
    void hash_ofTheEmptyPassword_throwsNothing(PasswordEncryptor origin) {
        String stored = origin.encrypt("");

        assertThat(encryptor.matches("", stored)).isTrue();
        assertThat(encryptor.matches("x", stored)).isFalse();
    }

    @Test
    void hash_inUpperCase_matches() {
        assertThat(encryptor.matches("admin", "21232F297A57A5A743894A0E4A801FC3"))
                .isTrue();
    }

    @Test
    void clearText_matchesItselfOnly() {
        assertThat(encryptor.matches("s3cret$", "s3cret$")).isTrue();
        assertThat(encryptor.matches("s3cret", "s3cret$")).isFalse();
        assertThat(encryptor.matches("", "s3cret$")).isFalse();
    }

    @Test
    void encrypt_twice_saltsAndNamesItsCost() {
        String first = encryptor.encrypt("same");

        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(encryptor.encrypt("same"));
    }

    @Test
    void hash_ofAnotherImplementation_matches() {
        // from the tests of the reference implementation, src/test.c
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(encryptor.matches("password", reference)).isTrue();
        assertThat(encryptor.matches("passwort", reference)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2id$",
                "$argon2id$v=19$m=19456,t=2,p=1$$",
                "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=99$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$YQ",
                "$argon2id$v=19$m=19456,t=2,p=1$YQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$2y$10$abcdefghijklmnopqrstuuQ6SDJ6V2bFz6gHm1pdTDCrxKX3vZQIG"
            })
    void stored_thatCannotBeUsed_matchesNothing(String stored) {
        assertThat(encryptor.matches("password", stored)).isFalse();
        assertThat(encryptor.matches("", stored)).isFalse();
        assertThat(encryptor.matches(stored, stored)).isFalse();
    }

    @Test
    void decoy_matchesNothing_andIsWellFormed() {
        Argon2id decoy = Argon2id.parse(Argon2id.decoy());

        assertThat(decoy).isNotNull();
        assertThat(decoy.matches("")).isFalse();
    }
}
