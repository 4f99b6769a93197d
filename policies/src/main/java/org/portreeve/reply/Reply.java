package org.portreeve.reply;

/**
 * What goes over the control connection: a three-digit code and its text, which may have several lines.
 *
 * @param code 100 to 659
 * @param text without code and line ends; lines separated by {@code \n}
 */
public record Reply(int code, String text) {

    public Reply {
        if (code < 100 || code > 659) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
    }

    public ReplyClass replyClass() {
        return ReplyClass.of(code);
    }
}
