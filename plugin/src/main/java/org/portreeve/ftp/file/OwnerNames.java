package org.portreeve.ftp.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Limit;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;

/** What owners are called in the ledger. Account codes are secrets, so only their digest is there. */
final class OwnerNames {

    private static final String DIGEST = "HmacSHA256";
    private static final int SHOWN = 12;

    private final QuotaLedger ledger;

    /** @param ledger whose salt the digests have */
    OwnerNames(QuotaLedger ledger) {
        this.ledger = ledger;
    }

    /** @param session null for a view that serves none */
    String of(Limit.Owner owner, @Nullable SessionState session) {
        return switch (owner.per()) {
            case SESSION -> "session " + (session == null ? "none" : session.id());
            case ACCOUNT -> "account " + (owner.name().isEmpty() ? "none" : digest(owner.name()));
            case USER, GROUP, ADDRESS, NETWORK, EVERYONE -> owner.toString();
        };
    }

    private String digest(String code) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(ledger.salt(), DIGEST));
            return HexFormat.of().formatHex(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)), 0, SHOWN);
        } catch (LedgerException e) { // no book of this account can be asked either
            return "unknown";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }
}
