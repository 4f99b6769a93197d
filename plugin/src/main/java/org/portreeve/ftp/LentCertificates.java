package org.portreeve.ftp;

import java.util.Collection;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.listener.Listener;
import org.portreeve.ftp.reload.Watched;
import org.portreeve.ftp.tls.Certificates;
import org.portreeve.ftp.tls.ImplicitTls;

/** Our certificate on all of the server's listeners. */
final class LentCertificates implements Watched {

    private final Certificates certificates;
    private final Collection<Listener> listeners;
    private final ImplicitTls implicit = new ImplicitTls();

    LentCertificates(Certificates certificates, Collection<Listener> listeners) {
        this.certificates = certificates;
        this.listeners = listeners;
        prepare();
    }

    private void prepare() {
        listeners.forEach(own -> implicit.prepare(own, certificates.lend(own)));
    }

    /** Makes a new session use it; false if the session cannot, and is not to be served. */
    boolean lendTo(FtpIoSession session) {
        Listener lent = certificates.lend(session.getListener());
        session.setListener(lent);
        return implicit.isIn(session, lent);
    }

    String json() {
        return certificates.json();
    }

    @Override
    public void look() {
        certificates.look();
        prepare();
    }

    @Override
    public void reload() {
        certificates.reload();
        prepare();
    }
}
