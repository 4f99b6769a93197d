package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.portreeve.quota.LedgerException;

/** Who this server is to the others, over restarts: a line in a file. */
final class ServerId {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ServerId() {}

    /** Where it stands for a ledger in a file. */
    static Path beside(Path ledger) {
        return ledger.resolveSibling(ledger.getFileName() + ".server");
    }

    static String of(Path file) throws LedgerException {
        try {
            if (Files.exists(file)) {
                String id = Files.readString(file).strip();
                if (!SHAPE.matcher(id).matches()) {
                    throw new LedgerException(
                            file + " does not name a server: delete it, and the server makes a new one");
                }
                return id;
            }
            String id = UUID.randomUUID().toString();
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            OwnerOnly.file(draft);
            Files.writeString(draft, id + "\n");
            Files.move(draft, file);
            return id;
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException("cannot read or make " + file + ", which says who this server is: " + e, e);
        }
    }
}
