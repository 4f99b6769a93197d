package org.portreeve.ftp.file;

/**
 * How uploads are kept until they are files.
 *
 * @param durable whether a file is on the disk, not only in the system's memory, before the client hears of its success
 * @param keepsPartial whether what came of an upload that broke off is kept for the client to resume, where it destroys
 *     nothing and was not refused
 * @param sharesFiles whether other servers change the same files
 */
public record Staging(StageJournal journal, boolean durable, boolean keepsPartial, boolean sharesFiles) {

    private static final long QUICKLY_COPIED = 16L << 20;
    private static final long COPIED_FOR_OTHERS = 1L << 30;

    /**
     * Up to what size, in bytes, a file is continued in a copy. A larger one is continued in place, which other servers see
     * while it goes on.
     */
    long continuedInCopy() {
        return sharesFiles ? COPIED_FOR_OTHERS : QUICKLY_COPIED;
    }
}
