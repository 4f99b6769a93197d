package org.portreeve.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.jdbc.Ledgers;
import org.portreeve.quota.jdbc.PostgresSettings;
import org.portreeve.status.QuotaDesk;
import picocli.CommandLine.Option;

/** Which books are meant. The password is taken from the environment or a file: a command line can be seen by all. */
final class LedgerOptions {
    private static final String PASSWORD = "PORTREEVE_LEDGER_PASSWORD";
    private static final String POSTGRES = "jdbc:postgresql:";

    @Option(
            names = "--ledger",
            paramLabel = "FILE|URL",
            defaultValue = "data/portreeve.db",
            description = "The ledger as the server's settings name it: a file, or jdbc:postgresql://HOST/DATABASE;"
                    + " data/portreeve.db unless said.")
    private String ledger;

    @Option(names = "--ledger-user", paramLabel = "NAME", description = "The user of the PostgreSQL.")
    private @Nullable String user;

    @Option(
            names = "--ledger-password-file",
            paramLabel = "FILE",
            description = "Its first line is the password; else " + PASSWORD + " of the environment is.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy in force, which knows what the limits permit and when they begin anew.")
    private @Nullable Path policy;

    @Option(names = "--limit", paramLabel = "ID", description = "Only books of this limit.")
    private @Nullable String limit;

    @Option(names = "--user", paramLabel = "NAME", description = "Only the books of this user.")
    private @Nullable String ofUser;

    @Option(names = "--group", paramLabel = "NAME", description = "Only the books of this group.")
    private @Nullable String ofGroup;

    @Option(
            names = "--owner",
            paramLabel = "OWNER",
            description = "Only the books of this owner, as `quota show` names it: 'address 203.0.113.9', everyone.")
    private @Nullable String ofOwner;

    /** What is done with the books. */
    interface Work<T> {
        T with(QuotaDesk desk) throws LedgerException, UsageException;
    }

    <T> T open(Console console, Work<T> work) throws IOException, UsageException, InvalidPolicyException {
        Policy known = policy == null ? null : PolicyFile.readUntested(policy, console.clock());
        try (LedgerBooks books = books()) {
            return work.with(new QuotaDesk(books, known, console.clock().instant()));
        } catch (LedgerException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private LedgerBooks books() throws IOException, UsageException {
        if (ledger.startsWith(POSTGRES)) {
            return Ledgers.books(new PostgresSettings(ledger, user == null ? "" : user, password()));
        }
        Path file = Path.of(ledger);
        if (!Files.exists(file)) {
            throw new UsageException("no quota ledger: there is no file " + file
                    + "\nThe server makes it when a policy with such a limit comes in force. If its settings name"
                    + " another, say so with --ledger.");
        }
        return Ledgers.books(file);
    }

    private String password() throws IOException {
        if (passwordFile != null) {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        }
        return Optional.ofNullable(System.getenv(PASSWORD)).orElse("");
    }

    QuotaDesk.Filter filter() throws UsageException {
        return new QuotaDesk.Filter(limit == null ? "" : limit, owner());
    }

    /** The owner that is named, or nothing. */
    String owner() throws UsageException {
        int named = (ofUser == null ? 0 : 1) + (ofGroup == null ? 0 : 1) + (ofOwner == null ? 0 : 1);
        if (named > 1) {
            throw new UsageException("name one owner: --user, --group or --owner");
        }
        return ofUser != null
                ? "user " + ofUser
                : ofGroup != null ? "group " + ofGroup : ofOwner == null ? "" : ofOwner;
    }

    boolean hasPolicy() {
        return policy != null;
    }
}
