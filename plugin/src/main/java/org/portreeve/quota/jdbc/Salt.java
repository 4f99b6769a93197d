package org.portreeve.quota.jdbc;

import java.util.HexFormat;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.LedgerOnDemand;

/** The salt of one ledger, made by the first server that opens it. */
final class Salt {

    private Salt() {}

    static byte[] of(Database database) throws LedgerException {
        String fresh = HexFormat.of().formatHex(LedgerOnDemand.freshSalt());
        String kept = database.write(db -> {
            db.update("INSERT INTO quota_meta (name, value) VALUES ('salt', ?) ON CONFLICT (name) DO NOTHING", fresh);
            return db.first("SELECT value FROM quota_meta WHERE name = 'salt'", row -> row.getString(1))
                    .orElse(fresh);
        });
        return HexFormat.of().parseHex(kept);
    }
}
