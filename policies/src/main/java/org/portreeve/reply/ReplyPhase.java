package org.portreeve.reply;

/** Where in the dialogue a reply stands; some refusals have another code in each (RFC 959 §5.4). */
public enum ReplyPhase {
    /** Before and during login: connect, USER, PASS, ACCT. */
    LOGIN,
    /** The one answer to a command, or the answer instead of a preliminary reply. */
    COMMAND,
    /** After a preliminary reply (1xx): a transfer is under way or has just failed. */
    TRANSFER
}
