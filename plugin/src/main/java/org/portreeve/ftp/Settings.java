package org.portreeve.ftp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.portreeve.ftp.command.Caps;
import org.portreeve.ftp.conformance.Conformance;
import org.portreeve.ftp.data.DataSettings;
import org.portreeve.ftp.file.LedgerFailure;
import org.portreeve.ftp.tls.TlsFiles;

/**
 * What an admin sets in {@code ftpd.xml} besides the names of files.
 *
 * @param reloadEvery how often the files are looked at
 * @param tlsProtocols JSSE names of the TLS versions to offer; empty for the listener's own
 * @param tlsFiles the certificate and whom to trust; empty for the listener's own
 * @param durable whether uploads are on the disk before the client hears of their success
 * @param keepsPartial whether uploads that broke off are kept to be resumed
 * @param caps how much one user and one address may do at once
 * @param data patience with data connections, and whom they may reach
 * @param sharesFiles whether other servers keep the same books, and change the same files
 * @param ledgerFailure what is done while the quota ledger cannot be asked
 * @param quotaAtLogin whether users hear of their quotas when they have logged in
 * @param scanEvery how often what is stored is counted anew; zero for never
 * @param conformance what becomes of replies that no RFC gives to the command
 */
record Settings(
        Duration reloadEvery,
        List<String> tlsProtocols,
        Optional<TlsFiles> tlsFiles,
        boolean durable,
        boolean keepsPartial,
        Caps caps,
        DataSettings data,
        boolean sharesFiles,
        LedgerFailure ledgerFailure,
        boolean quotaAtLogin,
        Duration scanEvery,
        Conformance conformance) {

    Settings {
        tlsProtocols = List.copyOf(tlsProtocols);
    }
}
