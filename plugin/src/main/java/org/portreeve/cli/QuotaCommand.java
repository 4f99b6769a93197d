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

    /** What all that read or change the books have in common. */
    private abstract static class OnBooks implements Callable<Integer> {
        final Console console;

        @Mixin
        final LedgerOptions ledger = new LedgerOptions();

        @Option(names = "--json", description = "One JSON object instead of text.")
        boolean json;

        OnBooks(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            run(ledger.filter());
            return ExitCode.CLEAN;
        }

        abstract void run(Filter filter) throws Exception;

        void print(List<QuotaLine> lines) {
            if (json) {
                console.print(
                        lines.stream().map(QuotaLine::json).collect(Collectors.joining(",", "{\"books\":[", "]}")));
            } else {
                say(lines.stream().map(QuotaLine::text).toList());
            }
        }

        void say(List<String> lines) {
            lines.forEach(console::print);
            if (lines.isEmpty()) {
                console.print("no such book");
            }
        }
    }

    @Command(
            name = "show",
            description = "Says what is used. Without --policy nothing is known of maxima, and all windows count.")
    static final class Show extends OnBooks {
        Show(Console console) {
            super(console);
        }

        @Override
        void run(Filter filter) throws Exception {
            print(ledger.open(console, desk -> desk.show(filter)));
        }
    }

    @Command(name = "top", description = "The fullest books: by the share of their limits with --policy, else by use.")
    static final class Top extends OnBooks {
        @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "How many; 10 unless said.")
        private int most;

        Top(Console console) {
            super(console);
        }

        @Override
        void run(Filter filter) throws Exception {
            print(ledger.open(console, desk -> desk.top(Math.max(0, most), filter)));
        }
    }

    @Command(
            name = "set",
            description = "Lets one book say that so much is used. What is stored says the disk: see `quota scan`.")
    static final class Correct extends OnBooks {
        @Parameters(paramLabel = "AMOUNT", description = "Bytes or files: 500, 10MiB.")
        private String amount;

        Correct(Console console) {
            super(console);
        }

        @Override
        void run(Filter filter) throws Exception {
            if (filter.limit().isEmpty() || filter.owner().isEmpty() || !ledger.hasPolicy()) {
                throw new UsageException("name the book: --policy, --limit, and --user, --group or --owner");
            }
            long used = Amount.of(amount)
                    .orElseThrow(() -> new UsageException("no amount: `" + amount + "`\nWrite 500 or 10MiB."));
            BookId book = ledger.open(console, desk -> desk.set(filter.limit(), filter.owner(), used))
                    .orElseThrow(() -> new UsageException("the policy has no limit `" + filter.limit() + "`"));
            print(ledger.open(console, desk -> desk.show(new Filter(book.limit(), book.owner()))));
        }
    }

    @Command(
            name = "reset",
            description = "Lets books begin anew: what was moved is forgotten, what is stored is counted again.")
    static final class Reset extends OnBooks {
        @Option(names = "--all", description = "All books.")
        private boolean all;

        Reset(Console console) {
            super(console);
        }

        @Override
        void run(Filter filter) throws Exception {
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
                say(done.stream()
                        .map(book -> book.limit() + ", " + book.owner() + ": begins anew")
                        .toList());
            }
        }
    }
}
