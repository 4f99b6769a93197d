package org.portreeve.cli;

/** What a command ends with. Scripts rely on these numbers. */
final class ExitCode {
    /** Nothing to say: clean, allowed, passed. */
    static final int CLEAN = 0;

    /** Warnings, or a refused decision. */
    static final int ATTENTION = 1;

    /** Errors: in a file, in a question, on the command line. */
    static final int ERROR = 2;

    private ExitCode() {}
}
