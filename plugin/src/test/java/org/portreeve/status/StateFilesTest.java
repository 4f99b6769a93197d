package org.portreeve.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void read_takesPlainFilesOfModestSizeOnly() throws Exception {
        Path file = Files.write(directory.resolve("plain"), TEXT);

        assertThat(StateFiles.read(file, TEXT.length)).isEqualTo(TEXT);
        assertThatThrownBy(() -> StateFiles.read(file, TEXT.length - 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> StateFiles.read(directory, 100)).hasMessageContaining("not a plain file");
        Path endless = Files.createSymbolicLink(directory.resolve("endless"), Path.of("/dev/zero"));
        assertThatThrownBy(() -> StateFiles.read(endless, 100)).hasMessageContaining("not a plain file");
    }

    @Test
    void replace_writesThroughNoLink() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.createSymbolicLink(directory.resolve("status.json.new"), victim);

        StateFiles.replace(directory.resolve("status.json"), TEXT);

        assertThat(victim).hasContent("precious");
        assertThat(directory.resolve("status.json")).hasBinaryContent(TEXT);
    }

    @Test
    void create_takesNoDirectoryThatOthersCanWriteTo() throws Exception {
        Path state = directory.resolve("state");
        StateFiles.create(state);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        StateFiles.create(state);

        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> StateFiles.create(state)).hasMessageContaining("chmod go-w");
    }
}
