package org.portreeve.ftp.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Waits until the disk has it. */
final class Durable {

    private Durable() {}

    /** The names in a directory. Where a system does not open directories, as Windows, it sees to them itself. */
    static void directory(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        FileChannel opened;
        try {
            opened = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (opened) {
            opened.force(true);
        }
    }
}
