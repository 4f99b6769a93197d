package org.portreeve.ftp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A throw-away key store for test servers, made once by the JDK's own keytool. */
final class TestKey {

    static final String PASSWORD = "password";

    private static final Path STORE = make();

    private TestKey() {}

    static Path store() {
        return STORE;
    }

    private static Path make() {
        try {
            Path directory = Files.createTempDirectory("portreeve-key");
            Path store = directory.resolve("key.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-alias",
                            "test",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-validity",
                            "2")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
            }
            store.toFile().deleteOnExit();
            directory.resolve("keytool.log").toFile().deleteOnExit();
            directory.toFile().deleteOnExit();
            return store;
        } catch (Exception e) {
            throw new IllegalStateException("no test key", e);
        }
    }
}
