package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CPU time of a server and of all its processes, those that have ended included. A control group counts them all;
 * where none can be made, {@code /proc} does, which misses processes that nobody has waited for.
 */
final class CpuAccount implements AutoCloseable {
    private static final Path CPUACCT = Path.of("/sys/fs/cgroup/cpuacct");
    private static final Path UNIFIED = Path.of("/sys/fs/cgroup/cgroup.controllers");
    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on Linux
    private static final int UTIME = 11; // in /proc/PID/stat, counted from behind the name
    private static final int CSTIME = 14;

    private final Optional<Path> group;
    private Optional<ProcessHandle> process = Optional.empty();

    private CpuAccount(Optional<Path> group) {
        this.group = group;
    }

    /** Of a process that runs already. */
    static CpuAccount of(ProcessHandle handle) {
        CpuAccount account = new CpuAccount(Optional.empty());
        account.started(handle);
        return account;
    }

    static CpuAccount open(String name) {
        for (Path parent : List.of(CPUACCT, Path.of("/sys/fs/cgroup"))) {
            boolean there = parent.equals(CPUACCT) ? Files.isDirectory(CPUACCT) : Files.exists(UNIFIED);
            if (there) {
                try {
                    return new CpuAccount(Optional.of(Files.createDirectory(
                            parent.resolve("portreeve-bench-" + name + "-" + System.nanoTime()))));
                } catch (IOException e) {
                    // not ours to make
                }
            }
        }
        return new CpuAccount(Optional.empty());
    }

    /** The command that runs a command in the group. */
    List<String> wrap(List<String> command) {
        if (group.isEmpty()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(
                "sh",
                "-c",
                "echo $$ >\"$0/cgroup.procs\" && exec \"$@\"",
                group.get().toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    void started(ProcessHandle handle) {
        process = Optional.of(handle);
    }

    long nanos() throws IOException {
        if (group.isPresent()) {
            Path usage = group.get().resolve("cpuacct.usage");
            if (Files.exists(usage)) {
                return Long.parseLong(Files.readString(usage).trim());
            }
            String stat = Files.readString(group.get().resolve("cpu.stat"));
            return Long.parseLong(stat.replaceAll("(?s).*usage_usec (\\d+).*", "$1")) * 1000;
        }
        long ticks = 0;
        for (ProcessHandle each : process.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList()) {
            ticks += ticks(each.pid());
        }
        return ticks * NANOS_PER_TICK;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int field = UTIME; field <= CSTIME; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (IOException e) {
            return 0; // it has just gone
        }
    }

    /** After the last process has gone. */
    @Override
    public void close() {
        group.ifPresent(directory -> {
            try {
                Files.delete(directory);
            } catch (IOException e) {
                System.err.println("cannot remove " + directory + ": " + e.getMessage());
            }
        });
    }
}
