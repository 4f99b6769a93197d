package org.portreeve.ftp.file;

/**
 * How uploads are kept until they are files.
 *
 * @param durable whether a file is on the disk, not only in the system's memory, before the client hears of its success
 * @param keepsPartial whether what came of an upload that broke off is kept for the client to resume, where it destroys
 *     nothing and was not refused
 */
public record Staging(StageJournal journal, boolean durable, boolean keepsPartial) {}
