package org.portreeve.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quota scan POLICY} */
@Command(
        name = "scan",
        description = {
            "Has a running server count anew what is stored, while it serves, and correct its books.",
            "0: the books said what is on disk; 1: some did not, and do now; 2: it could not be done."
        })
final class QuotaScanCommand implements Callable<Integer> {
    private static final String WISH = "scan";
    private static final int PAUSE_MILLIS = 200;

    private final Console console;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Option(names = "--user", paramLabel = "NAME", description = "Only what this user has stored alone.")
    private @Nullable String user;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    QuotaScanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UsageException, InterruptedException {
        String answer = server.ask(user == null ? WISH : WISH + " " + user);
        JsonObject scan = JsonObject.read(answer);
        String number = scan.text("number").orElse("");
        String shown = "";
        while (scan.text("running").orElse("").equals("true")
                && scan.text("number").orElse("").equals(number)) {
            String progress = scan.text("progress").orElse("");
            if (!json && !progress.isEmpty() && !progress.equals(shown)) {
                console.complain(progress);
                shown = progress;
            }
            Thread.sleep(PAUSE_MILLIS);
            answer = server.ask("scanned");
            scan = JsonObject.read(answer);
        }
        return report(scan, answer);
    }

    private int report(JsonObject scan, String answer) throws UsageException {
        if (scan.text("failure").isPresent()) {
            throw new UsageException("the scan failed: " + scan.text("failure").get());
        }
        if (json) {
            console.print(answer.strip());
        } else {
            scan.objects("differences")
                    .forEach(each -> console.print(each.text("limit").orElse("?") + ", "
                            + each.text("owner").orElse("?") + ": "
                            + each.text("before").orElse("?") + " in the book, "
                            + each.text("now").orElse("?") + " on disk: corrected"));
            console.print(scan.text("books").orElse("0") + " books counted, "
                    + scan.objects("differences").size() + " corrected");
        }
        return scan.objects("differences").isEmpty() ? ExitCode.CLEAN : ExitCode.ATTENTION;
    }
}
