package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What processes hold, in KiB.
 *
 * @param rss a shared page counts once a process
 * @param pss a shared page counts once in all
 * @param heap used by Java objects, 0 without Java
 */
record Memory(long rss, long pss, long heap) {
    private static final Pattern RSS = Pattern.compile("(?m)^Rss:\\s+(\\d+) kB");
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("(?m)^ \\S.* used (\\d+)K");
    private static final int COLLECTIONS = 2;

    /** Of the process and all below it; garbage of a Java process is collected before. */
    static Memory of(ProcessHandle process, boolean java) throws IOException {
        long heap = java ? collect(process.pid()) : 0;
        long rss = 0;
        long pss = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            try {
                String text = Files.readString(Path.of("/proc", String.valueOf(each.pid()), "smaps_rollup"));
                rss += sum(RSS, text);
                pss += sum(PSS, text);
            } catch (IOException e) {
                if (each.equals(process)) {
                    throw e;
                }
                // a child that has ended, whether its parent has noticed or not
            }
        }
        return new Memory(rss, pss, heap);
    }

    private static long collect(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int round = 0; round < COLLECTIONS; round++) {
            Tool.run(List.of(jcmd, String.valueOf(pid), "GC.run"));
        }
        return sum(HEAP, Tool.run(List.of(jcmd, String.valueOf(pid), "GC.heap_info")));
    }

    private static long sum(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }
}
