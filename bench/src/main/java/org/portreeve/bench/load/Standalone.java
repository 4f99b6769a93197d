package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our archive as it is shipped: its start script and settings, with the bench's policy, user and certificate. */
record Standalone(Path archive) implements Contender {

    @Override
    public String name() {
        return "standalone";
    }

    @Override
    public String version() {
        String file = String.valueOf(archive.getFileName());
        return file.substring(0, file.indexOf(".tar")) + ", JDK " + Runtime.version();
    }

    @Override
    public boolean java() {
        return true;
    }

    @Override
    public List<String> prepare(Place place) throws IOException {
        Path home = place.directory();
        Archive.unpack(archive, home);
        Path file = home.resolve("conf/ftpd.xml");
        String settings = Files.readString(file);
        settings = replaced(settings, "port=\"2121\"", "port=\"" + place.port() + "\"");
        settings = replaced(settings, "max-logins=\"1000\"", "max-logins=\"0\"");
        settings = replaced(settings, "idle-timeout=\"300\"", "idle-timeout=\"900\"");
        settings = replaced(
                settings, "<passive ", "<passive ports=\"" + place.firstPassive() + "-" + place.lastPassive() + "\" ");
        Files.writeString(file, settings);
        BenchPolicy.write(home.resolve("conf/policy.yaml"));
        UsersFile.write(home.resolve("conf/users.properties"), place.home());
        Files.copy(place.certificate().keyStore(), home.resolve("data/keystore.p12"));
        return List.of(home.resolve("bin/portreeve").toString());
    }

    private static String replaced(String text, String from, String to) throws IOException {
        if (!text.contains(from)) {
            throw new IOException("conf/ftpd.xml does not say " + from);
        }
        return text.replace(from, to);
    }

    @Override
    public void cleanUp(Place place) {
        // all is in its directory
    }
}
