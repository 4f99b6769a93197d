package org.portreeve.reply;

import java.util.List;
import java.util.Optional;

/**
 * A reply code as it goes over the wire.
 *
 * @param code 100 to 659
 * @param id a short name in kebab-case
 * @param text the standard's own short text, or what it comes to
 * @param next the command that the server waits for, of an intermediate reply
 * @param otherSenders commands that send it and of which no standard knows the replies
 */
public record ReplyCode(
        int code, String id, String text, Advice advice, Optional<String> next, List<String> otherSenders) {

    public ReplyCode {
        otherSenders = List.copyOf(otherSenders);
        if (code < 100 || code > 659) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        if (id.isEmpty() || text.isEmpty()) {
            throw new IllegalArgumentException("incomplete reply code: " + code);
        }
    }

    public ReplyClass replyClass() {
        return ReplyClass.of(code);
    }

    public ReplyGroup group() {
        return ReplyGroup.of(code);
    }

    /**
     * Whether the standards let it answer a command there.
     *
     * @param command in upper case without the X of old variants; {@code CONNECT} stands for the greeting
     */
    public boolean mayAnswer(String command, ReplyPhase phase) {
        return Catalogue.shipped().replies(command).mayAnswer(code, phase);
    }
}
