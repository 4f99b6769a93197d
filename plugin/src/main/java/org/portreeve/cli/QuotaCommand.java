package org.portreeve.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.portreeve.quota.BookId;
import org.portreeve.status.QuotaDesk.Filter;
import org.portreeve.status.QuotaLine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quota show|top|set|reset|scan} */
@Command(
        name = "quota",
        description = {
            "Shows and corrects the books of the quotas, while servers keep them.",
            "A server sees a change within a second; what its transfers move afterwards is added."
        },
        synopsisSubcommandLabel = "(show | top | set | reset | scan)",
        footer = {
            "",
            "For example:",
            "  quota show --policy conf/policy.yaml --user acme",
            "  quota set --policy conf/policy.yaml --limit daily --user acme 0",
            "  quota scan conf/policy.yaml"
        })
final class QuotaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(Console console) {
        return new CommandLine(new QuotaCommand())
                .addSubcommand("show", new Show(console))
                .addSubcommand("top", new Top(console))
                .addSubcommand("set", new Correct(console))
                .addSubcommand("reset", new Reset(console))
                .addSubcommand("scan", new QuotaScanCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say `quota show`, `top`, `set`, `reset` or `scan`");
    }

    private static int print(Console console, List<QuotaLine> lines, boolean json) {
        if (json) {
            console.print(lines.stream().map(QuotaLine::json).collect(Collectors.joining(",", "{\"books\":[", "]}")));
        } else if (lines.isEmpty()) {
            console.print("no such book");
        } else {
            lines.forEach(line -> console.print(line.text()));
        }
        return ExitCode.CLEAN;
    }

    @Command(
            name = "show",
            description = "Says what is used. Without --policy nothing is known of maxima, and all windows count.")
    static final class Show implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final LedgerOptions ledger = new LedgerOptions();

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Filter filter = ledger.filter();
            return print(console, ledger.open(console, desk -> desk.show(filter)), json);
        }
    }

    @Command(name = "top", description = "The fullest books: by the share of their limits with --policy, else by use.")
    static final class Top implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final LedgerOptions ledger = new LedgerOptions();

        @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "How many; 10 unless said.")
        private int most;

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        Top(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Filter filter = ledger.filter();
            return print(console, ledger.open(console, desk -> desk.top(Math.max(0, most), filter)), json);
        }
    }

    @Command(
            name = "set",
            description = "Lets one book say that so much is used. What is stored says the disk: see `quota scan`.")
    static final class Correct implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final LedgerOptions ledger = new LedgerOptions();

        @Parameters(paramLabel = "AMOUNT", description = "Bytes or files: 500, 10MiB.")
        private String amount;

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        Correct(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Filter filter = ledger.filter();
            if (filter.limit().isEmpty() || filter.owner().isEmpty() || !ledger.hasPolicy()) {
                throw new UsageException("name the book: --policy, --limit, and --user, --group or --owner");
            }
            long used = Amount.of(amount)
                    .orElseThrow(() -> new UsageException("no amount: `" + amount + "`\nWrite 500 or 10MiB."));
            BookId book = ledger.open(console, desk -> desk.set(filter.limit(), filter.owner(), used))
                    .orElseThrow(() -> new UsageException("the policy has no limit `" + filter.limit() + "`"));
            return print(
                    console, ledger.open(console, desk -> desk.show(new Filter(book.limit(), book.owner()))), json);
        }
    }

    @Command(
            name = "reset",
            description = "Lets books begin anew: what was moved is forgotten, what is stored is counted again.")
    static final class Reset implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final LedgerOptions ledger = new LedgerOptions();

        @Option(names = "--all", description = "All books.")
        private boolean all;

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        Reset(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Filter filter = ledger.filter();
            if (filter.equals(Filter.ANY) != all) {
                throw new UsageException("say which books: --limit, --user, --group, --owner, or --all");
            }
            List<BookId> done = ledger.open(console, desk -> desk.reset(filter));
            if (json) {
                List<Json> books = done.stream()
                        .map(book -> new Json().put("limit", book.limit()).put("owner", book.owner()))
                        .toList();
                console.print(new Json().put("books", books).toString());
            } else {
                done.forEach(book -> console.print(book.limit() + ", " + book.owner() + ": begins anew"));
                if (done.isEmpty()) {
                    console.print("no such book");
                }
            }
            return ExitCode.CLEAN;
        }
    }
}
