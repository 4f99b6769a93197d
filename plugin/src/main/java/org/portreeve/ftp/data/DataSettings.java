package org.portreeve.ftp.data;

import java.time.Duration;

/**
 * What an admin may want of data connections beyond what the listener's own configuration says.
 *
 * @param patience how long a peer may take to connect and to finish its handshake, and may stand still in a transfer; where
 *     the listener's own idle time is shorter, that holds
 * @param foreignAddresses whether data may go to and come from other addresses than the client's (FXP), as far as the
 *     listener's own address checks let them
 */
public record DataSettings(Duration patience, boolean foreignAddresses) {

    /** Half a minute, and nobody but the client. */
    public static final DataSettings DEFAULT = new DataSettings(Duration.ofSeconds(30), false);

    public DataSettings {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("nobody connects in no time");
        }
    }
}
