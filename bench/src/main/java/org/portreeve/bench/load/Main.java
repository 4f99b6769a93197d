package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * FtpServer bare, with Portreeve dropped in, Portreeve's own distribution, and what other servers there are, under the
 * same load on 127.0.0.1. Prints a Markdown table. Ends with 1 if anything failed, with 2 if the options are wrong.
 */
public final class Main {
    private static final Set<String> OURS = Set.of("bare", "drop-in", "no-limits", "standalone");

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Settings settings;
        try {
            settings = Settings.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Settings.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(settings).failed() ? 1 : 0);
    }

    static Results run(Settings settings) throws IOException {
        List<Contender> contenders = contenders(settings);
        if (contenders.isEmpty()) {
            throw new IOException("there is nothing to measure: build the project first");
        }
        Map<String, String> versions = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            versions.put(contender.name(), contender.version());
        }
        String before = Machine.load();
        long start = System.nanoTime();
        Results results = new SideBySide(settings, contenders).run();
        String machine = Machine.line() + ". Median of " + settings.rounds() + " interleaved rounds of "
                + settings.seconds() + " s, after " + settings.warmUp() + " s of the same work on each JVM; "
                + settings.bulkMebibytes() + " MiB files, " + settings.key() + " key. Load average at the start "
                + before + ", at the end " + Machine.load() + "; took "
                + (System.nanoTime() - start) / 60_000_000_000L + " minutes";
        System.out.println(machine + ".\n");
        versions.forEach((name, version) -> System.out.println("- `" + name + "`: " + version));
        System.out.print("\n" + new Table(List.copyOf(versions.keySet()), results).markdown());
        if (settings.json().isPresent()) {
            Files.writeString(settings.json().get(), Json.of(machine, versions, results));
        }
        return results;
    }

    /** The server as it is shipped. */
    static Optional<Path> genuine(Path project) throws IOException {
        return Archive.find(project.resolve("bench/target/genuine"), "ftpserver-*-bin.tar.gz");
    }

    /** Portreeve's jar. */
    static Optional<Path> plugin(Path project) throws IOException {
        return Archive.find(project.resolve("plugin/target"), "portreeve-*.jar");
    }

    private static List<Contender> contenders(Settings settings) throws IOException {
        Path project = settings.project();
        List<Contender> all = new ArrayList<>();
        Optional<Path> genuine = genuine(project);
        Optional<Path> plugin = plugin(project);
        genuine.ifPresent(archive -> all.add(DropIn.bare(archive)));
        if (genuine.isPresent() && plugin.isPresent()) {
            if (settings.servers().contains("no-limits")) {
                all.add(DropIn.withoutLimits(plugin.get(), genuine.get()));
            }
            all.add(DropIn.with(plugin.get(), genuine.get()));
        }
        Archive.find(project.resolve("distribution/target"), "portreeve-*.tar.gz")
                .ifPresent(archive -> all.add(new Standalone(archive)));
        if (settings.servers().isEmpty() || !OURS.containsAll(settings.servers())) {
            all.addAll(Peer.installed(project.resolve("bench/servers.sh")));
        }
        if (settings.servers().isEmpty()) {
            return all;
        }
        for (String name : settings.servers()) {
            if (all.stream().noneMatch(contender -> contender.name().equals(name))) {
                throw new IOException("`" + name + "` is not here");
            }
        }
        return all.stream()
                .filter(contender -> settings.servers().contains(contender.name()))
                .toList();
    }
}
