package org.portreeve.cli;

/** Something that was asked makes no sense. The message is ready to print. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
