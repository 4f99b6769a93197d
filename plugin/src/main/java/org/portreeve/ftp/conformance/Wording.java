package org.portreeve.ftp.conformance;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.portreeve.reply.Catalogue;
import org.portreeve.reply.ReplyClass;

/** The words of a refusal: there are some, in a line that clients take, without what a terminal would act on. */
final class Wording {

    /** In characters; with code and line end well below the 512 bytes that clients count on, if the text is ASCII. */
    private static final int LONGEST = 480;

    /** All but the ends of lines. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private Wording() {}

    static FtpReply of(FtpReply reply, Consumer<String> deviations) {
        if (!ReplyClass.of(reply.getCode()).isNegative()) {
            return reply;
        }
        String text = reply.getMessage();
        if (text == null || text.isBlank()) {
            deviations.accept(reply.getCode() + " without a text");
            String standard = Catalogue.shipped()
                    .code(reply.getCode())
                    .map(code -> code.text())
                    .orElse("Refused.");
            return new DefaultFtpReply(reply.getCode(), standard);
        }
        String clean = clean(text);
        if (clean.equals(text)) {
            return reply;
        }
        deviations.accept(reply.getCode() + " with a text too long, or with control characters");
        return new DefaultFtpReply(reply.getCode(), clean);
    }

    private static String clean(String text) {
        if ((text.length() <= LONGEST || text.indexOf('\n') >= 0)
                && !CONTROL.matcher(text).find()) {
            return text;
        }
        String line = CONTROL.matcher(text.strip()).replaceAll("?");
        return line.length() <= LONGEST || line.indexOf('\n') >= 0 ? line : line.substring(0, LONGEST) + "...";
    }
}
