package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Uploads to a file system of which nothing is known but FtpServer's own interface. */
class ForeignFilesTest {

    private static final String POLICY = """
            ftp-policy: 1
            name: limited
            default: allow
            limits:
              - {limit: storage, count: bytes-stored, per: user, max: 1000}
            """;

    private static void awaitUpload(MemoryFiles files) throws Exception {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (files.tree("alice").keySet().stream().noneMatch(path -> path.startsWith("/.portreeve"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }

    /** Such a file system moves a directory as readily as a file. */
    @Test
    void anUpload_pushesNoDirectoryAside_thatCameByItsNameInTheMeantime() throws Exception {
        MemoryFiles files = new MemoryFiles();
        try (TestServer server =
                        TestServer.start(POLICY, settings -> settings.more = factory -> factory.setFileSystem(files));
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.login("alice");
            client.passive();
            client.expect(150, "STOR name");
            client.dataSend(new byte[500]);
            awaitUpload(files);
            files.mkdir("alice", "/name");
            files.put("alice", "/name/inside", new byte[10]);
            client.dataClose();

            assertThat(client.reply()).startsWith("451 ");
            assertThat(files.tree("alice")).containsOnlyKeys("/", "/name", "/name/inside");
            assertThat(client.upload("STOR all-there-is", new byte[990])).isEqualTo(226);
        }
    }
}
