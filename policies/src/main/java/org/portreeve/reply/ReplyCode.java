package org.portreeve.reply;

/**
 * A reply code as it goes over the wire.
 *
 * @param code 100 to 659
 * @param id a short name in kebab-case
 * @param text the standard's own short text, or what it comes to
 * @param source where it is defined
 * @param meaning what it tells a client, in one line
 */
public record ReplyCode(int code, String id, String text, String source, String meaning) {

    public ReplyCode {
        if (code < 100 || code > 659) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        if (id.isEmpty() || text.isEmpty() || source.isEmpty() || meaning.isEmpty()) {
            throw new IllegalArgumentException("incomplete reply code: " + code);
        }
    }

    public ReplyClass replyClass() {
        return ReplyClass.of(code);
    }
}
