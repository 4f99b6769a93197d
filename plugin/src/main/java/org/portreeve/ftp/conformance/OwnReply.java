package org.portreeve.ftp.conformance;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.portreeve.reply.Reply;

/** A reply out of the vocabulary. It was chosen, so nobody repairs it. */
public final class OwnReply extends DefaultFtpReply {

    public OwnReply(Reply reply) {
        this(reply.code(), reply.text());
    }

    public OwnReply(int code, String text) {
        super(code, text);
    }
}
