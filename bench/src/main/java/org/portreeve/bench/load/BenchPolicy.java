package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Portreeve has to decide while it is measured: rules that are asked each time and refuse nothing here. */
final class BenchPolicy {
    private static final String TEXT = """
            ftp-policy: 1
            name: bench
            default: allow
            groups:
              partners: [acme, globex]
            rules:
              - {require: private, group: partners, op: any, needs: {control: tls, data: private}}
              - {refuse: foreign-archives, group: partners, op: any, path: /archive/**}
              - {refuse: executables, op: [write, rename.to], path: '/**/*.exe', reply: name-not-allowed}
            """;
    private static final String LIMITS = """
            limits:
              - {limit: storage, count: bytes-stored, per: user, max: 1TiB}
              - {limit: files, count: files-stored, per: user, max: 1000000000}
            """;

    private BenchPolicy() {}

    static void write(Path file) throws IOException {
        Files.writeString(file, TEXT + LIMITS);
    }

    static void writeWithoutLimits(Path file) throws IOException {
        Files.writeString(file, TEXT);
    }
}
