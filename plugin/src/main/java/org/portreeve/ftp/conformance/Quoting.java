package org.portreeve.ftp.conformance;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;

/** The path in a 257: quotation marks within it are doubled, or a client cannot tell where it ends (RFC 959 appendix II). */
final class Quoting {

    private Quoting() {}

    static FtpReply of(FtpReply reply) {
        String text = reply.getMessage();
        if (reply.getCode() != FtpReply.REPLY_257_PATHNAME_CREATED || text == null) {
            return reply;
        }
        int first = text.indexOf('"');
        int last = text.lastIndexOf('"');
        if (first < 0 || text.indexOf('"', first + 1) == last) {
            return reply;
        }
        String path = text.substring(first + 1, last).replace("\"", "\"\"");
        return new DefaultFtpReply(reply.getCode(), text.substring(0, first + 1) + path + text.substring(last));
    }
}
