package org.portreeve.reply;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The replies that a command may have.
 *
 * @param command in upper case; {@code CONNECT} stands for the greeting
 * @param source where they are defined
 * @param answers the one reply, or the first of two
 * @param afterwards what follows a preliminary reply
 * @param practice answers that no standard gives to the command, and servers do
 * @param anywhere what may answer any command, now or afterwards
 * @param note what the lists cannot say
 */
public record CommandReplies(
        String command,
        String source,
        SortedSet<Integer> answers,
        SortedSet<Integer> afterwards,
        SortedSet<Integer> practice,
        SortedSet<Integer> anywhere,
        Optional<String> note) {

    public CommandReplies {
        answers = copy(answers);
        afterwards = copy(afterwards);
        practice = copy(practice);
        anywhere = copy(anywhere);
    }

    /** Whether the standards have the code there. */
    public boolean mayAnswer(int code, ReplyPhase phase) {
        return anywhere.contains(code) || (phase == ReplyPhase.TRANSFER ? afterwards : answers).contains(code);
    }

    /** Whether a client has to reckon with the code there, by the standards or not. */
    public boolean isUsual(int code, ReplyPhase phase) {
        return mayAnswer(code, phase) || (phase != ReplyPhase.TRANSFER && practice.contains(code));
    }

    private static SortedSet<Integer> copy(SortedSet<Integer> codes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }
}
