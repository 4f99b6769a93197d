package org.portreeve.ftp.command;

import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.SessionState;

/** Decides about the commands of one kind. Stateless; one instance serves all sessions. */
@FunctionalInterface
interface Judge {

    Verdict judge(SessionState session, CommandLine command) throws Exception;
}
