package org.portreeve.ftp.file;

import java.io.IOException;
import org.portreeve.ftp.session.Refusal;

/** The policy refuses what an upload has come to. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super("refused: " + refusal.reply());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
