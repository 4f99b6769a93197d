package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that {@code servers.sh} knows. */
record Peer(String name, String version, Path script) implements Contender {

    /** Those that can run here; the script says what is missing for the others, and so does this. */
    static List<Contender> installed(Path script) throws IOException {
        List<Contender> found = new ArrayList<>();
        for (String line : Tool.run(List.of(script.toString(), "list")).lines().toList()) {
            String[] words = line.split(" ", 3); // name, yes or no, version or reason
            if (words[1].equals("yes")) {
                found.add(new Peer(words[0], words[2], script));
            } else {
                System.err.println(words[0] + " is left out: " + words[2]);
            }
        }
        return found;
    }

    @Override
    public boolean java() {
        return false;
    }

    @Override
    public List<String> prepare(Place place) {
        return List.of(
                script.toString(),
                "run",
                name,
                place.directory().toString(),
                place.home().toString(),
                String.valueOf(place.certificate().keyStore().getParent()),
                String.valueOf(place.port()),
                String.valueOf(place.firstPassive()),
                String.valueOf(place.lastPassive()));
    }

    @Override
    public void cleanUp(Place place) throws IOException {
        Tool.run(List.of(script.toString(), "clean", name, String.valueOf(place.port())));
    }
}
